import { HELD, type JobError } from '../../shared/domain.ts';

/** A job at which the engine ended so often is not touched by itself any more. */
export const MOST_CRASHES = 2;

const held = (while_: string, next: string): JobError => ({
  code: HELD,
  message: `The companion ended ${MOST_CRASHES} times while ${while_}. It is held, so that the rest goes on. ${next}`,
  status: null,
});

/** What a held job says, by what was under way with it. */
export const HELD_WHILE = {
  submitting: held('this job was being sent', 'It may run, and may cost credits. Send it again, or count it as failed.'),
  running: held('it asked how this job is', 'It runs at the API, which keeps a result for 24 hours. Let it go on, which costs nothing.'),
  collecting: held("it fetched this job's outputs", 'They are charged, and the API keeps them for 24 hours. Let it go on, which costs nothing.'),
} as const;
