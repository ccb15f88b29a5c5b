/**
 * The state machine of a job as one table (design, section 4). Pure: what may follow what, and what each move means. The only code
 * that changes a job's state is `move` in `jobs.ts`, and it asks here.
 *
 *     queued -> submitting -> running -> collecting -> done
 *                  |            |           |
 *                  |            +-> failed  +-> (download retried on its own: it costs no allowance)
 *                  +-> queued      the server refused, or nothing left this machine
 *                  +-> uncertain   sent, and the answer was lost
 */
import type { JobState } from '../../../shared/job-state.ts';

export const MOVES = {
  /** Claimed with a key; the request leaves after this is durable. */
  claim: { from: ['queued'], to: 'submitting' },
  /** The API has it and works on it. */
  accept: { from: ['submitting'], to: 'running' },
  /** It came back finished; its outputs are to be brought home. */
  finish: { from: ['submitting', 'running'], to: 'collecting' },
  /** Every output is home. */
  complete: { from: ['collecting'], to: 'done' },
  /** The server refused it or nothing left this machine: it keeps its place. */
  release: { from: ['submitting'], to: 'queued' },
  /** Sent, and the answer was lost: it may run, and may be charged. */
  lose: { from: ['submitting'], to: 'uncertain' },
  /** It can never be sent: what it is made from will not come, or cannot be given to the API. */
  starve: { from: ['queued'], to: 'failed' },
  /** It ended with a reason and no (complete) output. */
  fail: { from: ['submitting', 'running', 'collecting', 'uncertain'], to: 'failed' },
  /** Given up, by the user or as the API reports. */
  cancel: { from: ['queued', 'submitting', 'running', 'collecting', 'uncertain'], to: 'cancelled' },
  /** Once more, by the user or by the batch's rule. A new attempt, which may cost again. */
  requeue: { from: ['failed', 'uncertain', 'cancelled'], to: 'queued' },
  /** Cancelled while its answer was lost, and that is taken back. */
  doubt: { from: ['cancelled'], to: 'uncertain' },
  /** Its outputs are fetched after all: it was held, or its cancelling is taken back. The same attempt; costs nothing. */
  recollect: { from: ['failed', 'cancelled'], to: 'collecting' },
  /** Held while the API worked on it; now asked for again. The same attempt; costs nothing. */
  rejoin: { from: ['failed'], to: 'running' },
} as const satisfies Record<string, { from: readonly JobState[]; to: JobState }>;

export type Move = keyof typeof MOVES;

/** The state after `move`, or null when a job in `state` may not make it. */
export function stateAfter(state: JobState, move: Move): JobState | null {
  const { from, to } = MOVES[move];
  return (from as readonly JobState[]).includes(state) ? to : null;
}
