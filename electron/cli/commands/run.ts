import type { Snapshot } from '../../../shared/contract.ts';
import type { ModelView } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../../engine/engine-types.ts';
import { readPromptFile, type PromptBatch, type PromptFile } from '../../engine/intake/prompt-file.ts';
import type { RowOptions } from '../../engine/intake/row.ts';
import type { RunCommand } from '../arguments.ts';
import { NO_JOBS } from '../../../shared/job-state.ts';
import { ask } from '../ask.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { checkInputs } from '../run/check-inputs.ts';
import { enqueue, type Enqueued } from '../run/enqueue.ts';
import { follow, type Ending } from '../run/follow.ts';
import { jobsOf } from '../run/jobs-of.ts';
import { BadLines } from '../run/problems.ts';
import { progressBar, progressLines, type ProgressView } from '../run/progress.ts';
import { readSource, type PromptSource } from '../run/read-file.ts';
import { runSummary, summaryText } from '../run/summary.ts';
import { createResubmitter, jobLine } from '../run/uncertain.ts';
import { openVault } from '../unlock.ts';
import { counted, figure } from '../words.ts';
import type { World } from '../world.ts';

/** A person reads the first of them; `jobs` lists the rest. */
const MOST_LISTED = 20;

/** `run FILE`: to the end, or to where a person is needed. */
export async function run(command: RunCommand, world: World): Promise<ExitCode> {
  const startedAt = world.clock.monotonic();
  const source = await readSource(world.cwd, command.file, command.model);
  // What is wrong in itself is found before the engine, and with it the rest of its queue, is set in motion.
  const mode = readSourceWith(source, command.model, () => null).ok ? 'working' : 'idle';
  const engine = await world.openEngine({ workspace: command.workspace, baseUrl: command.baseUrl, restore: command.restore, mode });
  try {
    return await runWith(engine, source, command, world, startedAt);
  } finally {
    await engine.stop();
  }
}

async function runWith(engine: Engine, source: PromptSource, command: RunCommand, world: World, startedAt: number): Promise<ExitCode> {
  const { models } = await ask(engine, 'app.snapshot', null);
  const batches = goodBatches(source, command.model, models);
  await needKeys(engine, world);
  const enqueued = await enqueue(engine, { source, batches, again: command.again, uncertainRule: command.uncertain, budget: command.budget });
  if (enqueued.ids.length === 0) return allReused(enqueued, command, world, startedAt);
  await letGoOn(engine, enqueued.ids, world);
  if (command.release) for (const id of enqueued.ids) await ask(engine, 'batch.release', { id });
  world.err(`${startText(source.name, enqueued, await jobsLeft(engine, enqueued.ids))}${reusedText(enqueued.reused)}\n`);
  const ending = await work(engine, enqueued.ids, command, world);
  if (ending.kind === 'interrupted') return interruptedText(engine, enqueued.ids, world);
  return report(engine, enqueued.ids, ending, { command, world, tookMs: world.clock.monotonic() - startedAt });
}

/** The library has every job of the file: nothing is sent, nothing is paid. */
function allReused({ reused }: Enqueued, command: RunCommand, world: World, startedAt: number): ExitCode {
  const summary = runSummary({ ...NOTHING_RUN, jobs: { ...NO_JOBS } }, world.clock.monotonic() - startedAt);
  world.err(`${reusedText(reused).trim()} Nothing was enqueued.\n`);
  world.out(command.json ? `${JSON.stringify(summary)}\n` : summaryText(summary, 0));
  return EXIT.ok;
}

const NOTHING_RUN = { requests: { run: 0, poll: 0, other: 0 }, rateLimited: 0, creditsUsed: 0, assets: 0, keys: [] };

function reusedText(reused: number): string {
  return reused === 0 ? '' : ` ${counted(reused, 'job')} ${reused === 1 ? 'is' : 'are'} in the library already, and cost${reused === 1 ? 's' : ''} nothing.`;
}

/** Throws BadLines with every bad line of the file: those that cannot be read, and those that do not fit their model. */
function goodBatches(source: PromptSource, defaultModel: string | undefined, models: ModelView[]): PromptBatch[] {
  const byAlias = models.flatMap((model) => model.aliases.map((alias) => [alias, model] as const));
  const known = new Map([...byAlias, ...models.map((model) => [model.id, model] as const)]);
  const file = readSourceWith(source, defaultModel, (id) => known.get(id)?.inputSchema ?? null);
  const problems = [...(file.ok ? [] : file.problems), ...checkInputs(file.batches, (id) => known.get(id))];
  if (problems.length > 0)
    throw new BadLines(
      source.file,
      problems.toSorted((a, b) => a.line - b.line),
    );
  return file.batches;
}

function readSourceWith(source: PromptSource, defaultModel: string | undefined, schemaOf: RowOptions['schemaOf']): PromptFile {
  return readPromptFile(source.text, { format: source.format, schemaOf, ...(defaultModel === undefined ? {} : { defaultModel }) });
}

/** Without any key there is nothing to wait for. Keys of a locked vault are asked for. Rejects with BAD_INPUT when there are none. */
async function needKeys(engine: Engine, world: World): Promise<void> {
  const keys = await ownKeys(engine);
  const locked = keys.some((key) => key.state === 'locked');
  if (locked && !keys.some((key) => key.state === 'ready')) await openVault(engine, world);
  if (keys.some((key) => key.state !== 'missing')) return;
  throw new AppError(
    'BAD_INPUT',
    'There is no API key, so nothing was enqueued. Set ABSTRAKT_API_KEYS="label=sk_live_…,…", or add keys to the vault with `keys add`.',
  );
}

async function ownKeys(engine: Engine): Promise<Snapshot['keys']> {
  const { keys, status } = await ask(engine, 'app.snapshot', null);
  return keys.filter((key) => key.endpoint === status.endpoint);
}

/** Who runs a file wants it to run: what was paused by hand goes on, and says so. */
async function letGoOn(engine: Engine, ids: number[], world: World): Promise<void> {
  const { batches, status } = await ask(engine, 'app.snapshot', null);
  if (status.paused) {
    await ask(engine, 'queue.resume', null);
    world.err('The queue was paused and goes on.\n');
  }
  for (const batch of batches) {
    if (!ids.includes(batch.id) || batch.state !== 'paused') continue;
    await ask(engine, 'batch.resume', { id: batch.id });
    world.err(`The batch “${batch.name}” was paused and goes on.\n`);
  }
}

function startText(name: string, { enqueued, known }: Enqueued, left: number): string {
  if (known === 0) return `${name}: ${counted(enqueued, 'job')} enqueued.`;
  if (left === 0) return `${name}: ${counted(known, 'job')} of an earlier run, which is over. Nothing was enqueued twice; --again runs the file once more.`;
  if (enqueued === 0) return `${name}: ${counted(known, 'job')}, enqueued by an earlier run, ${known === 1 ? 'goes' : 'go'} on. Nothing was enqueued twice.`;
  return `${name}: ${counted(known, 'job')} of an earlier run go on, ${counted(enqueued, 'job')} enqueued.`;
}

async function work(engine: Engine, ids: number[], command: RunCommand, world: World): Promise<Ending> {
  const view: ProgressView = world.terminalWidth() === null ? progressLines(world.err, world.clock) : progressBar(world.err, world.terminalWidth, world.clock);
  const settleUncertain = command.uncertain === 'resubmit' ? createResubmitter(engine, ids, view.say) : async () => {};
  try {
    return await follow({ engine, clock: world.clock, ids, settleUncertain, onProgress: view.update, interrupted: world.interrupted });
  } finally {
    view.close();
  }
}

async function interruptedText(engine: Engine, ids: number[], world: World): Promise<ExitCode> {
  world.err(`Stopped with ${counted(await jobsLeft(engine, ids), 'job')} left; those at the API run on there. The same command goes on where this one was.\n`);
  return world.interrupted.reason as ExitCode;
}

/** Jobs to which something will happen by itself. */
async function jobsLeft(engine: Engine, ids: number[]): Promise<number> {
  const { jobs } = await ask(engine, 'batch.summary', { ids });
  return jobs.queued + jobs.submitting + jobs.running + jobs.collecting;
}

interface Ended {
  command: RunCommand;
  world: World;
  tookMs: number;
}

async function report(engine: Engine, ids: number[], ending: Exclude<Ending, { kind: 'interrupted' }>, { command, world, tookMs }: Ended): Promise<ExitCode> {
  const figures = await ask(engine, 'batch.summary', { ids });
  const summary = runSummary(figures, tookMs);
  await list(engine, ids, 'failed', 'Failed', world);
  await list(engine, ids, 'uncertain', 'Uncertain', world);
  if (summary.jobs.uncertain > 0)
    world.err('Each uncertain job may have run and cost credits. To send them again, which may cost twice: --uncertain resubmit.\n');
  if (ending.kind === 'stuck')
    world.err(`${counted(figures.jobs.queued, 'job')} cannot go on. ${ending.why} Mend that; the same command goes on where this one was.\n`);
  world.out(command.json ? `${JSON.stringify(summary)}\n` : summaryText(summary, figures.jobs.queued));
  const allDone = ending.kind === 'over' && summary.jobs.failed + summary.jobs.uncertain + summary.jobs.cancelled === 0;
  return allDone ? EXIT.ok : EXIT.unfinished;
}

async function list(engine: Engine, ids: number[], state: 'failed' | 'uncertain', word: string, world: World): Promise<void> {
  const jobs = await jobsOf(engine, ids, [state]);
  for (const job of jobs.slice(0, MOST_LISTED)) world.err(`${word}: ${jobLine(job)}\n`);
  if (jobs.length > MOST_LISTED) world.err(`and ${figure(jobs.length - MOST_LISTED)} more; \`jobs --state ${state}\` lists them.\n`);
}
