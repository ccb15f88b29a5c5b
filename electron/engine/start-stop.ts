import { z } from 'zod';
import { sleep } from '../../shared/clock.ts';
import type { Furnished } from './furnish.ts';
import { partName } from './library/layout.ts';
import { recover } from './recover.ts';
import { closeInOrder } from './store/seal.ts';
import { judgeCollects } from './suspects.ts';

/** How long a stop waits for answers that are out: a fast model's. What is still out then becomes uncertain. */
const STOP_WAIT_MS = 10_000;
const STOP_STEP_MS = 50;

/** Picks up what was left unfinished. What the API keeps only for 24 hours comes first: running jobs are asked for before anything is sent. */
export async function start(rooms: Furnished, idle: boolean): Promise<void> {
  const { jobs, ledger, keyRing, loop, collector, settings, life, backupKeeper, sidecars } = rooms;
  await keyRing.load();
  await rooms.homeWatch.look();
  await rooms.webhooks.load();
  await rooms.bucket.load();
  if (idle) {
    loop.pause(settings.get('paused', z.boolean(), false));
    loop.stop();
    collector.hold();
    return;
  }
  const crashed = life.begin();
  const recovered = recover(rooms);
  const parts = new Map(recovered.collects.flatMap((id) => ledger.outputs(id).map((output) => [partName(id, output.position), id] as const)));
  const begun = new Set<number>();
  await rooms.files.sweep((name) => {
    const attemptId = parts.get(name);
    if (attemptId !== undefined) begun.add(attemptId);
    return attemptId !== undefined;
  });
  const { free, alone } = judgeCollects({ jobs, ledger, settings, now: rooms.clock.now(), collects: recovered.collects, begun, crashed });
  loop.pause(pausedAtStart(rooms));
  for (const poll of recovered.polls) loop.planPoll(poll.attemptId, poll.keyId, poll.at);
  for (const attemptId of alone) collector.collectAlone(attemptId);
  for (const attemptId of free) collector.collect(attemptId);
  if (rooms.endpoint() === 'sandbox') void rooms.sandbox.start().catch(() => rooms.setEndpoint('api'));
  if (jobs.waiting.size > 0) loop.poke();
  sidecars.poke();
  rooms.mirror.poke();
  backupKeeper.start();
}

/** As the settings say; what was held by hand is told apart from what runs. */
function pausedAtStart({ settings, appSettings }: Pick<Furnished, 'settings' | 'appSettings'>): boolean {
  const { startUp } = appSettings.get();
  if (startUp !== 'as-it-was') settings.set('paused', startUp === 'pause');
  return settings.get('paused', z.boolean(), false);
}

/** First takes nothing new, then waits a bounded time for answers that are out, then lets go. The store is right at every step. */
export async function stop(rooms: Furnished, release: () => void): Promise<void> {
  const { loop, runner, collector, clock, abort, announcer, store, sandbox, forecaster, life, backupKeeper, sidecars } = rooms;
  loop.stop();
  forecaster.stop();
  const idle = () => runner.active === 0 && collector.active === 0;
  for (let waited = 0; !idle() && waited < STOP_WAIT_MS; waited += STOP_STEP_MS) await sleep(clock, STOP_STEP_MS);
  abort.abort(new Error('The companion is closing.'));
  for (let waited = 0; !idle() && waited < 2_000; waited += STOP_STEP_MS) await sleep(clock, STOP_STEP_MS);
  await Promise.all([sandbox.stop(), backupKeeper.stop(), sidecars.idle(), rooms.mirror.idle()]);
  announcer.stop();
  life.end();
  closeInOrder(store);
  release();
}
