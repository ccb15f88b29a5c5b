import type { Core } from '../core.ts';
import type { Job, JobError } from '../jobs/job.ts';
import { countOf } from '../media/plan.ts';
import type { SandboxModel } from '../models/catalog.ts';
import { problemsOf } from '../models/json-schema.ts';
import type { Revision } from '../options.ts';
import { ApiFailure, invalidInput } from '../wire/api-failure.ts';
import { runEnvelope, stillRunningEnvelope } from '../wire/envelopes.ts';
import { loseAnswer, type Call } from './guard.ts';
import type { Reply } from './reply.ts';
import { findModel } from './models.ts';
import { mediaProblems } from './media-inputs.ts';
import { readRunBody, type RunBody } from './run-body.ts';

/** B answers 202 when the model is still busy after this (docs/api/jobs); the time scale applies. */
const SYNC_WAIT_MS = 55_000;
/** Prompts with this word always fail, so that a content filter can be met without configuring a fault. */
const FORBIDDEN_WORD = /\bforbidden\b/i;
const FILTERED: JobError = { code: 'INFERENCE_FAILED', message: 'The content filter refused this prompt' };

/** `POST /v1/models/{model}/run`. */
export async function run(core: Core, call: Call): Promise<Reply> {
  const { modelId, model } = findModel(core, call.context);
  const body = await readRunBody(call.context, core.dialect.revision, core.strictBody);
  requireValidInput(core, model, body, new URL(call.context.req.url).origin);
  const job = accept(core, call, modelId, model, body);
  loseAnswer(core, call.subject);
  if (job.mode === 'async') return submitted(core, job);
  return (await endedInTime(core, job)) ? finished(core, job) : { status: 202, body: stillRunningEnvelope(job) };
}

function requireValidInput(core: Core, model: SandboxModel, { input }: RunBody, origin: string): void {
  const wrong = problemsOf(model.inputSchema, input);
  const problems = Object.keys(wrong).length > 0 ? wrong : mediaProblems(model.inputSchema, input, { ...core, origin });
  if (Object.keys(problems).length > 0) throw invalidInput(problems);
}

function accept(core: Core, call: Call, modelId: string, model: SandboxModel, body: RunBody): Job {
  const credits = model.creditsPerRun * countOf(body.input);
  if (call.key.creditsLeft < credits) throw quotaExceeded(core.dialect.revision);
  const { slot } = call;
  if (slot === null) throw new TypeError('a run without a slot');
  call.slot = null;
  return core.jobs.accept({
    key: call.key,
    slot,
    model,
    modelId,
    input: body.input,
    credits,
    mode: body.mode,
    webhookUrl: body.webhookUrl,
    origin: new URL(call.context.req.url).origin,
    failure: failureOf(core, call, body),
  });
}

function failureOf(core: Core, call: Call, body: RunBody): JobError | null {
  const struck = core.faults.strike('job', call.subject) !== null;
  return struck || FORBIDDEN_WORD.test(String(body.input.prompt)) ? FILTERED : null;
}

/** The page ties the code to no status: A answers 403, the others 402. */
function quotaExceeded(revision: Revision): ApiFailure {
  return new ApiFailure(revision === 'A' ? 403 : 402, 'QUOTA_EXCEEDED', 'The credits of this key are used up');
}

/** What asynchronous submission answers is known for B only (202); A's "created" is our reading. */
function submitted(core: Core, job: Job): Reply {
  if (core.dialect.revision === 'B') return { status: 202, body: stillRunningEnvelope(job) };
  return { status: 201, body: runEnvelope(job, core.dialect) };
}

/** A failed job is a 500 with the code in A and T, and a 200 whose status is `failed` in B: both are allowed readings. */
function finished(core: Core, job: Job): Reply {
  if (core.dialect.revision !== 'B' && job.state.status === 'failed') {
    throw new ApiFailure(500, job.state.error.code, job.state.error.message, { request_id: job.id });
  }
  return { status: 200, body: runEnvelope(job, core.dialect) };
}

/** A and T name no limit to how long a synchronous call waits. */
async function endedInTime(core: Core, job: Job): Promise<boolean> {
  if (core.dialect.revision !== 'B') return job.ended.then(() => true);
  return new Promise((resolve) => {
    const cancel = core.timers.set(SYNC_WAIT_MS * core.timeScale, () => resolve(false));
    void job.ended.then(() => {
      cancel();
      resolve(true);
    });
  });
}
