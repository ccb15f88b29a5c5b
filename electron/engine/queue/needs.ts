import type { ModelInput } from '../../../shared/domain.ts';
import { referencesIn } from '../../../shared/media/reference.ts';
import type { Store } from '../store/open.ts';

/** What a queued job waits for before it can be sent: see migration 009. */
export type Need = { kind: 'output'; parentId: number } | { kind: 'upload'; sha256: string } | { kind: 'trial'; model: string };

interface NeedRow {
  job_id: number;
  kind: Need['kind'];
  what: string;
  parent_id: number | null;
}

/** The table of needs. All methods are synchronous and take part in whatever transaction is open. */
export interface Needs {
  of(jobId: number): Need[];
  /** Whether it waits for anything. */
  any(jobId: number): boolean;
  add(jobId: number, need: Need): void;
  /** One need of one job is met. */
  met(jobId: number, need: Need): void;
  /** A need is met for all that have it: their ids. */
  metForAll(need: Need): number[];
  /** Jobs that wait for what this one makes. */
  childrenOf(parentId: number): number[];
  /** Makes the needs of outputs those its input names; jobs of numbers its batch does not have are left out. */
  link(job: { id: number; batch_id: number; number: number }, input: ModelInput): void;
}

/** Only they follow from the input; the rest is found out anew when a job's turn comes. */
export function createNeeds(store: Store): Needs {
  // What was under way when the engine ended is not any more.
  store.prepare(`DELETE FROM job_need WHERE kind IN ('upload', 'trial')`).run();
  const sql = {
    of: store.prepare<[number], NeedRow>('SELECT * FROM job_need WHERE job_id = +? ORDER BY kind, what'),
    any: store.prepare<[number], 1>('SELECT 1 FROM job_need WHERE job_id = ? LIMIT 1').pluck(),
    add: store.prepare('INSERT INTO job_need (job_id, kind, what, parent_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    met: store.prepare('DELETE FROM job_need WHERE job_id = ? AND kind = ? AND what = ?'),
    having: store.prepare<[string, string], number>('SELECT job_id FROM job_need WHERE kind = +? AND what = +? ORDER BY job_id').pluck(),
    metForAll: store.prepare('DELETE FROM job_need WHERE kind = ? AND what = ?'),
    children: store.prepare<[number], number>('SELECT job_id FROM job_need WHERE parent_id = +? ORDER BY job_id').pluck(),
    unlink: store.prepare(`DELETE FROM job_need WHERE job_id = ? AND kind = 'output'`),
    byNumber: store.prepare<[number, number], number>('SELECT id FROM job WHERE batch_id = ? AND number = ?').pluck(),
  };

  const add = (jobId: number, need: Need) => void sql.add.run(jobId, need.kind, whatOf(need), need.kind === 'output' ? need.parentId : null);

  return {
    of: (jobId) => sql.of.all(jobId).map(toNeed),
    any: (jobId) => sql.any.get(jobId) !== undefined,
    add,
    met: (jobId, need) => void sql.met.run(jobId, need.kind, whatOf(need)),
    metForAll(need) {
      const ids = sql.having.all(need.kind, whatOf(need));
      sql.metForAll.run(need.kind, whatOf(need));
      return ids;
    },
    childrenOf: (parentId) => sql.children.all(parentId),
    link({ id, batch_id, number }, input) {
      sql.unlink.run(id);
      for (const { ref } of referencesIn(input)) {
        const parentId = ref.kind === 'output' && ref.job < number ? sql.byNumber.get(batch_id, ref.job) : undefined;
        if (parentId !== undefined) add(id, { kind: 'output', parentId });
      }
    },
  };
}

function whatOf(need: Need): string {
  switch (need.kind) {
    case 'output':
      return String(need.parentId);
    case 'upload':
      return need.sha256;
    case 'trial':
      return need.model;
  }
}

function toNeed({ kind, what }: NeedRow): Need {
  switch (kind) {
    case 'output':
      return { kind, parentId: Number(what) };
    case 'upload':
      return { kind, sha256: what };
    case 'trial':
      return { kind, model: what };
  }
}
