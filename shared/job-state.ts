/** The states of a job (design, "The queue"). Which moves are allowed is the engine's table in `queue/transitions.ts`. */
export const JOB_STATES = ['queued', 'submitting', 'running', 'collecting', 'done', 'failed', 'uncertain', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** States in which the companion still works on the job by itself. */
export const ACTIVE_STATES = ['submitting', 'running', 'collecting'] as const satisfies readonly JobState[];

/** States that only the user (or the job's own retry rule) can end. `uncertain` is not among them: it waits for a decision. */
export const FINAL_STATES = ['done', 'failed', 'cancelled'] as const satisfies readonly JobState[];

export function isFinal(state: JobState): boolean {
  return (FINAL_STATES as readonly JobState[]).includes(state);
}

export type JobCounts = Readonly<Record<JobState, number>>;

export const NO_JOBS: JobCounts = {
  queued: 0,
  submitting: 0,
  running: 0,
  collecting: 0,
  done: 0,
  failed: 0,
  uncertain: 0,
  cancelled: 0,
};
