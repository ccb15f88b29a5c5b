import { MINUTE_MS } from '../../../electron/engine/scheduler/send-log.ts';
import { EngineWorld } from '../../support/engine-world.ts';
import { composeByHand } from './by-hand.ts';
import { startForeign } from './foreign.ts';
import type { Foretold, Outcome } from './outcome.ts';
import { alike, jobCount, latencyOf, promptOf, type Run, sandboxOf } from './scenario.ts';
import { ServerLog } from './server-log.ts';

/** Shares of the jobs at which the engine is asked when all will be done. */
export const ASKED_AT = [0.1, 0.5];
/** A look ahead begins 2 s after somebody looks, and is made in slices: by then it has been. */
const FORETOLD_AFTER_MS = 5_000;

/** The engine's own scheduler, runner and store through a scenario, in virtual time against the sandbox. */
export async function runEngine(run: Run): Promise<Outcome> {
  const { scenario, startMs } = run;
  const world = new EngineWorld({ startMs, sandbox: sandboxOf(run), latency: latencyOf(run) });
  const { sandbox } = world;
  const log = new ServerLog(sandbox, world.clock.now);
  await world.start();
  await runBefore(world, run);
  world.sandbox = log.watch(sandbox, 'us');
  const stopForeign = startForeign(world.clock, log.watch(sandbox, 'foreign'), run);
  const batchIds = await compose(world, run);
  const beganAt = world.clock.now();
  const byHand = composeByHand(world.clock, scenario, (model, prompt) => {
    void world.call('batch.create', { name: prompt, source: 'hand', jobs: [{ model, input: { prompt } }] });
  });
  const forecasts = await follow(world, log, batchIds, jobCount(scenario));
  const endedAt = world.clock.now();
  byHand.stop();
  stopForeign();
  const { jobs } = await world.call('batch.summary', { ids: batchIds });
  const { composed } = byHand;
  const accepted = sandbox.accepted().filter(({ acceptedAtMs }) => acceptedAtMs >= beganAt);
  const outcome: Outcome = { ...run, beganAt, endedAt, done: jobs.done, seen: log.seen, accepted, composed, forecasts };
  await world.stop();
  return outcome;
}

/** Then the keys rest until the minute is as far as it was. */
async function runBefore(world: EngineWorld, { scenario, startMs }: Run): Promise<void> {
  const { ranBefore, batches } = scenario;
  if (ranBefore === undefined) return;
  const models = [...new Set(batches.flatMap((batch) => batch.models))].flatMap((model) => alike(ranBefore, model));
  const jobs = models.map((model, index) => ({ model, input: { prompt: promptOf('before', index) } }));
  const { batchId } = await world.call('batch.create', { name: 'before', jobs });
  await world.finish([batchId]);
  const gone = (world.clock.now() - startMs) % MINUTE_MS;
  await world.clock.advance(2 * MINUTE_MS + MINUTE_MS - gone);
}

async function compose(world: EngineWorld, { scenario }: Run): Promise<number[]> {
  const ids: number[] = [];
  for (const { name, priority, models } of scenario.batches) {
    const jobs = models.map((model, index) => ({ model, input: { prompt: promptOf(name, index) } }));
    ids.push((await world.call('batch.create', { name, priority, jobs })).batchId);
  }
  return ids;
}

/** Runs to the end, asking for a forecast on the way. */
async function follow(world: EngineWorld, log: ServerLog, batchIds: number[], jobs: number): Promise<Foretold[]> {
  const forecasts: Foretold[] = [];
  for (const share of ASKED_AT) {
    await world.clock.runUntil(() => log.outputs >= share * jobs);
    forecasts.push({ share, endsAt: await foretold(world, batchIds) });
  }
  // Counting in the database at every event would take longer than the run itself.
  await world.clock.runUntil(() => log.outputs >= jobs && world.open(batchIds) === 0);
  return forecasts;
}

/** Looks at the engine as a window does, for as long as a look ahead takes. */
async function foretold(world: EngineWorld, batchIds: number[]): Promise<number | null> {
  const leave = world.engine.subscribe(() => {});
  await world.clock.advance(FORETOLD_AFTER_MS);
  const { batches } = await world.call('app.snapshot', null);
  leave();
  const ends = batches.filter(({ id, counts, total }) => batchIds.includes(id) && counts.done < total).map(({ forecast }) => forecast?.at ?? null);
  return ends.includes(null) ? null : Math.max(...(ends as number[]));
}
