import type { Core } from '../core.ts';
import type { Job } from '../jobs/job.ts';
import { ApiFailure, invalidInput } from '../wire/api-failure.ts';
import { cancelEnvelope, pollEnvelope, runEnvelope } from '../wire/envelopes.ts';
import type { Call } from './guard.ts';
import type { Reply } from './reply.ts';

/** `GET /v1/jobs/{id}`. */
export function pollJob(core: Core, call: Call): Reply {
  return { status: 200, body: pollEnvelope(findJob(core, call), core.dialect) };
}

/** `GET /v1/jobs/{id}/result`, A only: the run envelope, without an output while there is none. */
export function jobResult(core: Core, call: Call): Reply {
  if (core.dialect.revision !== 'A') throw jobNotFound();
  return { status: 200, body: runEnvelope(findJob(core, call), core.dialect) };
}

/** `DELETE /v1/jobs/{id}`: B answers with JSON, A and T with 204; the pages show neither. */
export function cancelJob(core: Core, call: Call): Reply {
  const job = findJob(core, call);
  if (!core.jobs.cancel(job)) throw invalidInput({ job: `is already ${job.state.status}` });
  return core.dialect.revision === 'B' ? { status: 200, body: cancelEnvelope(job) } : { status: 204, body: undefined };
}

function findJob(core: Core, call: Call): Job {
  const job = core.jobs.find(call.context.req.param('id') ?? '', call.key.label);
  if (job === null) throw jobNotFound();
  call.subject.model = job.modelId;
  return job;
}

function jobNotFound(): ApiFailure {
  return new ApiFailure(404, 'JOB_NOT_FOUND', 'There is no such job, or it finished more than 24 hours ago');
}
