import type { JobState } from '../../../shared/job-state.ts';
import type { Store } from '../store/open.ts';

/**
 * What the moves of a transaction change of their batches: how many jobs are in which state, what was spent, that the row is another now. Gathered
 * in memory and written once for each batch at the transaction's end, of which it is a part: fifty moves then write two rows, not two hundred.
 */
export interface Tally {
  moved(batchId: number, from: JobState, to: JobState, credits: number): void;
  /** Writes what was gathered. Call it inside the transaction, last, and before anything reads it there. */
  write(): void;
  /** The transaction was rolled back. */
  forget(): void;
}

interface Change {
  counts: Map<JobState, number>;
  credits: number;
}

export function createTally(store: Store): Tally {
  const sql = {
    count: store.prepare(`
      INSERT INTO batch_count (batch_id, state, jobs) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET jobs = jobs + excluded.jobs`),
    change: store.prepare('UPDATE batch SET credits_used = credits_used + ?, revision = revision + 1 WHERE id = ?'),
  };
  const changed = new Map<number, Change>();

  function changeOf(batchId: number): Change {
    const known = changed.get(batchId);
    if (known) return known;
    const fresh: Change = { counts: new Map(), credits: 0 };
    changed.set(batchId, fresh);
    return fresh;
  }

  return {
    moved(batchId, from, to, credits) {
      const change = changeOf(batchId);
      change.counts.set(from, (change.counts.get(from) ?? 0) - 1);
      change.counts.set(to, (change.counts.get(to) ?? 0) + 1);
      change.credits += credits;
    },
    write() {
      for (const [batchId, { counts, credits }] of changed) {
        for (const [state, jobs] of counts) if (jobs !== 0) sql.count.run(batchId, state, jobs);
        sql.change.run(credits, batchId);
      }
      changed.clear();
    },
    forget: () => changed.clear(),
  };
}
