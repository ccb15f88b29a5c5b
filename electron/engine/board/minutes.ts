import type { EndpointName, KeyMinute } from '../../../shared/domain.ts';
import type { Store } from '../store/open.ts';

interface MinuteRow {
  key_id: number;
  minute: number;
  runs: number;
  polls: number;
  others: number;
  refused: number;
  lost: number;
  limit_seen: number | null;
  least_left: number | null;
  busy_ms: number;
  done: number;
  failed: number;
  unsure: number;
}

/** Reads what keys did minute by minute, oldest first. The rows are kept by triggers (migration 006): the request log is not read. */
export interface Minutes {
  /** Of one key, from `since` (ms) on. */
  ofKey(keyId: number, since: number): KeyMinute[];
  /** Ids of the endpoint's keys, removed ones too. */
  keys(endpoint: EndpointName): number[];
}

export function createMinutes(store: Store): Minutes {
  const ofKey = store.prepare<[number, number], MinuteRow>('SELECT * FROM key_minute WHERE key_id = ? AND minute >= ? ORDER BY minute');
  const keys = store.prepare<[string], number>('SELECT id FROM api_key WHERE endpoint = ? ORDER BY id').pluck();
  return {
    ofKey: (keyId, since) => ofKey.all(keyId, since - (since % MINUTE_MS)).map(toMinute),
    keys: (endpoint) => keys.all(endpoint),
  };
}

const MINUTE_MS = 60_000;

function toMinute(row: MinuteRow): KeyMinute {
  const { runs, polls, others, refused, lost, done, failed, unsure } = row;
  return {
    ...{ keyId: row.key_id, at: row.minute, runs, polls, others, refused, lost, done, failed, unsure },
    limit: row.limit_seen,
    leastLeft: row.least_left,
    busyMs: row.busy_ms,
  };
}
