import { createSandbox } from '../../../electron/sandbox/sandbox.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { composeByHand } from './by-hand.ts';
import { startForeign } from './foreign.ts';
import type { Outcome } from './outcome.ts';
import { PeerClient, type PeerJob } from './peers/client.ts';
import type { Peer } from './peers/peers.ts';
import { inVirtualTime } from './peers/virtual-globals.ts';
import { latencyOf, limitsOf, promptOf, type Run, sandboxOf } from './scenario.ts';
import { ServerLog } from './server-log.ts';

/** Above the rank of every batch. */
const HAND_RANK = 9;

/** What somebody would write today through a scenario: the same server code, the same network, the same virtual time as the engine's. */
export async function runPeer(peer: Peer, run: Run): Promise<Outcome> {
  const { scenario, startMs } = run;
  const clock = new VirtualClock(startMs);
  const sandbox = createSandbox({ media: 'stub', ...sandboxOf(run), clock });
  const log = new ServerLog(sandbox, clock.now);
  const ours = log.watch(sandbox, 'us');
  const latency = latencyOf(run);
  const travel = () => new Promise<void>((resolve) => void clock.setTimer(latency(), resolve));
  const client = new PeerClient(async (url, init) => {
    await travel();
    const response = await ours.fetch(url, init);
    await travel();
    return response;
  }, sandbox.baseUrl);

  return inVirtualTime(clock, async () => {
    const keys = limitsOf(scenario).map((limits, index) => ({ limits, secret: sandbox.keys[index]!.secret }));
    const { submit, close } = peer.create(client, keys);
    const stopForeign = startForeign(clock, log.watch(sandbox, 'foreign'), run);
    const byHand = composeByHand(clock, scenario, (model, prompt) => void submit({ model, prompt, rank: HAND_RANK }).catch(() => {}));
    const beganAt = clock.now();
    const jobs = jobsOf(run);
    let done = 0;
    let over = 0;
    for (const job of jobs)
      void submit(job)
        .then(
          () => done++,
          () => {},
        )
        .finally(() => over++);
    await clock.runUntil(() => over === jobs.length);
    const endedAt = clock.now();
    byHand.stop();
    stopForeign();
    close();
    const outcome: Outcome = { ...run, beganAt, endedAt, done, seen: log.seen, accepted: sandbox.accepted(), composed: byHand.composed, forecasts: [] };
    sandbox.close();
    return outcome;
  });
}

/** In the order in which they were composed. */
function jobsOf({ scenario }: Run): PeerJob[] {
  return scenario.batches.flatMap(({ name, priority, models }) => models.map((model, index) => ({ model, prompt: promptOf(name, index), rank: priority })));
}
