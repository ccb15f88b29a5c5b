import type { JobError, ModelInput } from '../../../shared/domain.ts';
import { assetRef, outputRef, withRefs } from '../../../shared/media/reference.ts';
import type { Store } from '../store/open.ts';
import type { Moved, MovePatch } from './jobs.ts';
import type { Needs } from './needs.ts';
import { type JobRow, parseError } from './rows.ts';
import type { Move } from './transitions.ts';

/** Codes of jobs that ended because what they were to be made from will not come. They go on when it is tried again. */
const INPUT_FAILED = 'INPUT_FAILED';
const INPUT_CANCELLED = 'INPUT_CANCELLED';

export interface ChainOptions {
  store: Store;
  needs: Needs;
  job(id: number): JobRow | null;
  move(jobId: number, move: Move, patch?: MovePatch): Moved | null;
  /** A queued job may be free to go. */
  free(job: JobRow): void;
  onChanged(jobId: number): void;
}

/**
 * Jobs that are made from what others make. All of it happens in the transaction of the move that causes it, so that no crash can part a job
 * from its input: when a job is done, those that wait for it get its outputs' hashes into their inputs and are free; when it fails or is
 * cancelled they end too, and only they; when it is tried again they wait again.
 */
export interface Chain {
  /** Writes down what a queued job waits for by its input; whether it waits for anything. */
  link(job: Pick<JobRow, 'id' | 'batch_id' | 'number'>, input: ModelInput): boolean;
  /** Takes in what is done already of what a job waits for. */
  feed(jobId: number): void;
  /** What follows for others from a move. `job`: as it is after it. */
  after(job: JobRow, moved: Moved): void;
}

export function createChain({ store, needs, job, move, free, onChanged }: ChainOptions): Chain {
  const sql = {
    outputs: store.prepare<[number], string>(`SELECT sha256 FROM output WHERE attempt_id = +? AND state = 'home' ORDER BY position`).pluck(),
    setInput: store.prepare('UPDATE job SET input = ?, revision = revision + 1 WHERE id = ?'),
  };

  function after(parent: JobRow, { from, to }: Moved): void {
    if (to === 'done') for (const id of needs.childrenOf(parent.id)) take(parent, id);
    else if (to === 'failed' || to === 'cancelled') for (const id of needs.childrenOf(parent.id)) giveUp(parent, id);
    else if (to === 'queued' && from !== 'submitting') goOn(parent);
  }

  /** What the parent made stands in the child's input from now on. */
  function take(parent: JobRow, childId: number): void {
    const child = job(childId);
    if (!child) return;
    const made = parent.attempt_id === null ? [] : sql.outputs.all(parent.attempt_id);
    let missing = false;
    const input = withRefs(JSON.parse(child.input) as ModelInput, (ref) => {
      if (ref.kind === 'asset') return assetRef(ref.sha256);
      const sha256 = made[ref.position];
      if (ref.job === parent.number && sha256 !== undefined) return assetRef(sha256);
      missing ||= ref.job === parent.number;
      return outputRef(ref.job, ref.position);
    });
    sql.setInput.run(JSON.stringify(input), childId);
    needs.met(childId, { kind: 'output', parentId: parent.id });
    const fed = job(childId);
    if (missing) move(childId, 'starve', { error: tooFew(parent), finishedAt: parent.finished_at });
    else if (fed?.state === 'queued') free(fed);
    onChanged(childId);
  }

  /** It ends with what it was to be made from, and can only go on with it. */
  function giveUp(parent: JobRow, childId: number): void {
    const finishedAt = parent.finished_at;
    if (parent.state === 'cancelled') move(childId, 'cancel', { error: cancelled(parent), finishedAt });
    else move(childId, 'starve', { error: failed(parent), finishedAt });
  }

  /** A job is queued again: what ended because of it waits for it again, and it itself waits for what it is made from. */
  function goOn(again: JobRow): void {
    for (const id of needs.childrenOf(again.id)) {
      const child = job(id);
      const code = child && parseError(child.error)?.code;
      if (code === INPUT_FAILED || code === INPUT_CANCELLED) move(id, 'requeue', { attemptId: null, error: null, finishedAt: null });
    }
    feed(again.id);
  }

  function feed(jobId: number): void {
    for (const need of needs.of(jobId)) {
      const parent = need.kind === 'output' ? job(need.parentId) : null;
      if (parent?.state === 'done') take(parent, jobId);
      else if (parent && job(jobId)?.state === 'queued' && (parent.state === 'failed' || parent.state === 'cancelled')) giveUp(parent, jobId);
    }
  }

  return {
    link(row, input) {
      needs.link(row, input);
      return needs.any(row.id);
    },
    feed,
    after,
  };
}

function failed({ number }: JobRow): JobError {
  return {
    code: INPUT_FAILED,
    message: `Job ${number}, from whose output it was to be made, failed. This one was not sent and cost nothing. Rerun job ${number}: this one follows by itself.`,
    status: null,
  };
}

function cancelled({ number }: JobRow): JobError {
  return { code: INPUT_CANCELLED, message: `Job ${number}, from whose output it was to be made, was cancelled. This one was not sent.`, status: null };
}

function tooFew({ number }: JobRow): JobError {
  return {
    code: 'INPUT_MISSING',
    message: `Job ${number} made fewer outputs than this one was to take its input from. It was not sent and cost nothing. Choose another input, then rerun it.`,
    status: null,
  };
}
