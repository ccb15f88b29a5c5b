import type { Sandbox } from '../../../electron/sandbox/sandbox.ts';
import { mulberry32 } from '../../support/engine-world.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { limitsOf, promptOf, type Run } from './scenario.ts';

/** By which prompts of the other program are told from ours. */
export const FOREIGN = 'foreign';

/**
 * Another program on the first key: it runs a job now and then, as it pleases (a Poisson process), so many that they take their share of the
 * key's minute. A job that was refused is run when it was told to. Returns what stops it.
 */
export function startForeign(clock: VirtualClock, sandbox: Sandbox, { scenario, startMs }: Run): () => void {
  const { foreign } = scenario;
  if (!foreign) return () => {};
  const random = mulberry32(startMs ^ 0x5eed);
  const perMs = (foreign.share * limitsOf(scenario)[0]!.requestsPerMinute!) / 60_000;
  let stopped = false;
  let count = 0;
  const run = async (prompt: string): Promise<void> => {
    if (stopped) return;
    const headers = { Authorization: `Bearer ${sandbox.keys[0]!.secret}`, 'Content-Type': 'application/json' };
    const url = `${sandbox.baseUrl}/models/${foreign.model}/run`;
    // The server closes on its last jobs.
    const answer = await sandbox.fetch(url, { method: 'POST', headers, body: JSON.stringify({ input: { prompt } }) }).catch(() => null);
    if (answer?.status === 429) clock.setTimer(Number(answer.headers.get('Retry-After')) * 1_000, () => void run(prompt));
  };
  const next = (): void => {
    if (stopped) return;
    void run(promptOf(FOREIGN, count++));
    clock.setTimer(-Math.log(1 - random()) / perMs, next);
  };
  next();
  return () => {
    stopped = true;
  };
}
