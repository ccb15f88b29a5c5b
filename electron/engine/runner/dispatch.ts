import type { Jobs } from '../queue/jobs.ts';
import type { Sending } from '../scheduler/decide.ts';
import type { Meters } from '../scheduler/meters.ts';
import { claimJobs, type ClaimOptions } from './claim.ts';
import type { RequestDesk } from './request-desk.ts';
import type { Claimed, Runner } from './runner.ts';

/** Claims what was decided and lets it go: recorded and on the disk before anything leaves. */
export interface Dispatch {
  /** In a transaction of its own. Throws, and nothing leaves, where that fails. */
  send(sending: readonly Sending[], now: number): void;
  /**
   * In the transaction that stores the answers of this turn, after them: what they make free is taken without waiting for the disk once more.
   * `choose` is asked then, and may be asked twice. Resolves once it left, or did not: `choose` is then to be asked by a look of its own.
   */
  sendWithAnswers(choose: (now: number) => readonly Sending[]): Promise<void>;
}

export interface DispatchOptions extends ClaimOptions {
  jobs: Jobs;
  meters: Meters;
  desk: Pick<RequestDesk, 'open' | 'leaves'>;
  clock: { now(): number };
  runner(): Pick<Runner, 'submit'>;
}

export function createDispatch(options: DispatchOptions): Dispatch {
  const { jobs, meters, desk, clock } = options;

  function leave(claimed: readonly Claimed[], now: number): void {
    for (const { requestId, keyId, jobId } of claimed) {
      desk.leaves(requestId, keyId);
      meters.of(keyId).meter.jobStarted(jobId, now);
    }
    for (const one of claimed) void options.runner().submit(one);
  }

  return {
    send(sending, now) {
      if (sending.length > 0)
        leave(
          jobs.transaction(() => claimJobs(options, sending, now)),
          now,
        );
    },
    async sendWithAnswers(choose) {
      const { claimed, now } = await jobs.commitLast(() => {
        const now = clock.now();
        return { claimed: claimJobs(options, choose(now), now), now };
      });
      leave(claimed, now);
    },
  };
}
