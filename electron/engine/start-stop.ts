import { z } from 'zod';
import { sleep } from '../../shared/clock.ts';
import type { Furnished } from './furnish.ts';
import { partName } from './library/layout.ts';
import { recover } from './recover.ts';

/** How long a stop waits for answers that are out: a fast model's. What is still out then becomes uncertain. */
const STOP_WAIT_MS = 10_000;
const STOP_STEP_MS = 50;

/** Picks up what was left unfinished. What the API keeps only for 24 hours comes first: running jobs are asked for before anything is sent. */
export async function start(rooms: Furnished, idle: boolean): Promise<void> {
  const { jobs, ledger, keyRing, loop, collector, settings } = rooms;
  await keyRing.load();
  if (idle) {
    loop.stop();
    return;
  }
  const recovered = recover(rooms);
  const continued = new Set(recovered.collects.flatMap((attemptId) => ledger.outputs(attemptId).map((output) => partName(attemptId, output.position))));
  await rooms.files.sweep((name) => continued.has(name));
  loop.pause(settings.get('paused', z.boolean(), false));
  for (const poll of recovered.polls) loop.planPoll(poll.attemptId, poll.keyId, poll.at);
  for (const attemptId of recovered.collects) collector.collect(attemptId);
  if (rooms.endpoint() === 'sandbox') void rooms.sandbox.start().catch(() => rooms.setEndpoint('api'));
  if (jobs.waiting.size > 0) loop.poke();
}

/** First takes nothing new, then waits a bounded time for answers that are out, then lets go. The store is right at every step. */
export async function stop(rooms: Furnished, release: () => void): Promise<void> {
  const { loop, runner, collector, clock, abort, announcer, store, sandbox, forecaster } = rooms;
  loop.stop();
  forecaster.stop();
  const idle = () => runner.active === 0 && collector.active === 0;
  for (let waited = 0; !idle() && waited < STOP_WAIT_MS; waited += STOP_STEP_MS) await sleep(clock, STOP_STEP_MS);
  abort.abort(new Error('The companion is closing.'));
  for (let waited = 0; !idle() && waited < 2_000; waited += STOP_STEP_MS) await sleep(clock, STOP_STEP_MS);
  await sandbox.stop();
  announcer.stop();
  store.pragma('optimize');
  store.close();
  release();
}
