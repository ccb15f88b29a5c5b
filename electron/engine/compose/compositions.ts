import type { CallArgs, CallOutput, CompositionView } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';

type NewComposition = Omit<CompositionView, 'id' | 'batchId' | 'createdAt'> & { batchId: number; draft: string };

/** What was composed: each can be taken up again. */
export interface Compositions {
  /** Inside the transaction that enqueues it. */
  add(composition: NewComposition, now: number): void;
  list(wanted: CallArgs<'history.list'>): CallOutput<'history.list'>;
  /** NOT_FOUND where there is none. */
  get(id: number): CallOutput<'history.get'>;
}

const COLUMNS = 'id, batch_id AS batchId, name, model, prompt, jobs, created_at AS createdAt';
const HAS = `(name LIKE @like ESCAPE '\\' OR prompt LIKE @like ESCAPE '\\' OR model LIKE @like ESCAPE '\\')`;

export function createCompositions(store: Store): Compositions {
  const sql = {
    insert: store.prepare(
      'INSERT INTO composition (batch_id, name, model, prompt, jobs, draft, created_at) VALUES (@batchId, @name, @model, @prompt, @jobs, @draft, @now)',
    ),
    page: store.prepare<[{ like: string; limit: number; offset: number }], CompositionView>(
      `SELECT ${COLUMNS} FROM composition WHERE ${HAS} ORDER BY created_at DESC, id DESC LIMIT @limit OFFSET @offset`,
    ),
    total: store.prepare<[{ like: string }], number>(`SELECT COUNT(*) FROM composition WHERE ${HAS}`).pluck(),
    draft: store.prepare<[number], { draft: string }>('SELECT draft FROM composition WHERE id = ?'),
  };
  return {
    add: (composition, now) => void sql.insert.run({ ...composition, now }),
    list({ text, offset, limit }) {
      const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
      return { entries: sql.page.all({ like, limit, offset }), total: sql.total.get({ like }) ?? 0 };
    },
    get(id) {
      const found = sql.draft.get(id);
      if (!found) throw new AppError('NOT_FOUND', 'This composition is not kept any more.', { id });
      return found;
    },
  };
}
