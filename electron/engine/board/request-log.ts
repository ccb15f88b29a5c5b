import type { CallArgs } from '../../../shared/contract.ts';
import type { RequestView } from '../../../shared/domain.ts';
import { promptHolds } from '../queue/prompt-of.ts';
import { holding } from '../store/like.ts';
import { type RequestRow, toRequestView } from '../queue/rows.ts';
import type { Store } from '../store/open.ts';

/** Reads the request log, newest first, a page at a time: ids rise with time, so a page ends where the next begins. */
export function createRequestLog(store: Store): (filter: CallArgs<'request.list'>) => RequestView[] {
  return (filter) => {
    const { where, values } = conditions(filter);
    return store
      .prepare<unknown[], RequestRow>(`SELECT * FROM request ${where} ORDER BY id DESC LIMIT ?`)
      .all(...values, filter.limit)
      .map(toRequestView);
  };
}

function conditions({ keyId, since, before, kinds, outcomes, text }: CallArgs<'request.list'>): { where: string; values: unknown[] } {
  const parts: [string, unknown[]][] = [];
  if (keyId !== undefined) parts.push(['key_id = ?', [keyId]]);
  if (before !== undefined) parts.push(['id < ?', [before]]);
  // The first id since then, by each key's index over times: without it a page that stays short would read the log to its beginning.
  if (since !== undefined) parts.push([`sent_at >= ? AND id >= (SELECT MIN(${FIRST_OF_KEY}) FROM api_key)`, [since, since]]);
  if (kinds) parts.push(['kind IN (SELECT value FROM json_each(?))', [JSON.stringify(kinds)]]);
  if (outcomes) parts.push(['outcome IN (SELECT value FROM json_each(?))', [JSON.stringify(outcomes)]]);
  if (text) parts.push(textCondition(text));
  return { where: parts.length > 0 ? `WHERE ${parts.map(([sql]) => sql).join(' AND ')}` : '', values: parts.flatMap(([, some]) => some) };
}

const FIRST_OF_KEY = '(SELECT id FROM request WHERE key_id = api_key.id AND sent_at >= ? ORDER BY sent_at, id LIMIT 1)';

function textCondition(text: string): [string, unknown[]] {
  const prompt = promptHolds(text);
  const own = String.raw`error_code LIKE ? ESCAPE '\' OR status LIKE ? ESCAPE '\'`;
  return [`(${own} OR EXISTS (SELECT 1 FROM job WHERE job.id = request.job_id AND ${prompt.sql}))`, [holding(text), holding(text), ...prompt.values]];
}
