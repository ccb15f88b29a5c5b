import type { AcceptedRun } from '../../../electron/sandbox/sandbox.ts';
import type { Run } from './scenario.ts';
import type { Seen } from './server-log.ts';

/** What a run of a scenario came to, whoever drove it. Times are the server's wall clock, ms. */
export interface Outcome extends Run {
  beganAt: number;
  endedAt: number;
  /** Jobs of the batches that are done. */
  done: number;
  seen: readonly Seen[];
  accepted: readonly AcceptedRun[];
  /** When the job with that prompt was composed by hand. */
  composed: ReadonlyMap<string, number>;
  /** What was foretold on the way. */
  forecasts: readonly Foretold[];
}

export interface Foretold {
  /** Share of the jobs that were done when it was asked for. */
  share: number;
  /** When everything would be done; null: no answer. */
  endsAt: number | null;
}
