import type { AssetKind } from '../../../shared/domain.ts';

export interface AssetFilter {
  kinds?: AssetKind[] | undefined;
  models?: string[] | undefined;
  batchId?: number | undefined;
  text?: string | undefined;
  /** Only what is in the trash; without it what is not. */
  trashed?: boolean | undefined;
}

/** Words beyond these find nothing more and only cost. */
const MOST_WORDS = 24;
const LONGEST_WORD = 120;

export interface Condition {
  where: string;
  /** Nothing is left out but the trash. */
  everything: boolean;
  /** `FROM … WHERE …` that counts the same rows. */
  counted: string;
  parameters: Record<string, unknown>;
}

const MATCHES = 'asset_text MATCH :match';

/** A filter in SQL, with its parameters by name. Few distinct texts, so that prepared statements can be kept. */
export function conditionOf(filter: AssetFilter): Condition {
  const match = matchOf(filter.text ?? '');
  const columns = [
    filter.kinds && 'kind IN (SELECT value FROM json_each(:kinds))',
    filter.models && 'model IN (SELECT value FROM json_each(:models))',
    filter.batchId !== undefined && 'batch_id = :batchId',
    filter.trashed ? 'trashed_at IS NOT NULL' : 'trashed_at IS NULL',
  ].filter((condition) => typeof condition === 'string');
  // The plus keeps SQLite from fetching and sorting every match: it walks the newest first and stops when the page is full.
  const conditions = [...columns, ...(match ? [`+id IN (SELECT rowid FROM asset_text WHERE ${MATCHES})`] : [])];
  const where = `WHERE ${conditions.join(' AND ')}`;
  return {
    where,
    everything: conditions.length === 1 && filter.trashed !== true,
    counted: `FROM asset ${where}`,
    parameters: {
      ...(filter.kinds && { kinds: JSON.stringify(filter.kinds) }),
      ...(filter.models && { models: JSON.stringify(filter.models) }),
      ...(filter.batchId !== undefined && { batchId: filter.batchId }),
      ...(match && { match }),
    },
  };
}

/**
 * What a person typed, as an FTS5 query: every word must occur, and the last may be the beginning of one, because it is still being
 * typed. Each word is a quoted string, so no operator of FTS5 gets through (https://www.sqlite.org/fts5.html#fts5_strings).
 * Null when there is no word.
 */
export function matchOf(text: string): string | null {
  const words = text.replaceAll('\0', ' ').split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  return `${words.map((word) => `"${word.slice(0, LONGEST_WORD).replaceAll('"', '""')}"`).join(' ')}*`;
}
