import type { Clock } from '../../../shared/clock.ts';
import type { KeyView } from '../../../shared/domain.ts';
import type { Store } from '../store/open.ts';
import { type SeenAnswer, sharedAllowance, traceOf } from './account-suggestion.ts';
import type { KeyRing } from './key-ring.ts';
import type { KeyRow } from './key-row.ts';

type Suggestion = KeyView['accountSuggestion'];

/** Which keys look as if they shared an account and are not grouped. */
export interface AccountSuggestions {
  of(keyId: number): Suggestion;
}

/** So far back do answers say something; a view of a key never makes it look again sooner than after so long. */
const LOOK_BACK_MS = 10 * 60_000;
const EVERY_MS = 15_000;
const MOST_ANSWERS = 200;

/** Reads the request log now and then, when somebody asks. */
export function createAccountSuggestions({ store, clock, keyRing }: { store: Store; clock: Clock; keyRing: KeyRing }): AccountSuggestions {
  const recent = store.prepare<[number, number], Omit<SeenAnswer, 'counted'> & { status: number | null }>(`
    SELECT sent_at AS sentAt, limit_seen AS "limit", remaining_seen AS remaining, status FROM request
    WHERE key_id = ? AND sent_at >= ? AND limit_seen IS NOT NULL AND remaining_seen IS NOT NULL ORDER BY sent_at DESC, id DESC LIMIT ${MOST_ANSWERS}`);
  let found: ReadonlyMap<number, Suggestion> = new Map();
  let lookedAt = -Infinity;

  function look(): ReadonlyMap<number, Suggestion> {
    const since = clock.now() - LOOK_BACK_MS;
    const seen = keyRing.rows().map((row) => ({ row, trace: traceOf(answersOf(row.id, since)) }));
    const suggestions = new Map<number, Suggestion>();
    for (const [index, one] of seen.entries())
      for (const other of seen.slice(index + 1)) {
        const requests = mayShare(one.row, other.row) ? sharedAllowance(one.trace, other.trace) : null;
        if (requests === null) continue;
        if (!suggestions.has(one.row.id)) suggestions.set(one.row.id, suggestionOf(other.row, requests));
        if (!suggestions.has(other.row.id)) suggestions.set(other.row.id, suggestionOf(one.row, requests));
      }
    return suggestions;
  }

  function answersOf(keyId: number, since: number): SeenAnswer[] {
    return recent
      .all(keyId, since)
      .toReversed()
      .map(({ status, ...seen }) => ({ ...seen, counted: status !== 429 }));
  }

  return {
    of(keyId) {
      if (clock.monotonic() - lookedAt >= EVERY_MS) {
        lookedAt = clock.monotonic();
        found = look();
      }
      const suggestion = found.get(keyId) ?? null;
      return suggestion && stillApart(keyRing.rows(), keyId, suggestion.withKeyId) ? suggestion : null;
    },
  };
}

function mayShare(a: KeyRow, b: KeyRow): boolean {
  return a.endpoint === b.endpoint && (a.account === null || a.account !== b.account);
}

function stillApart(rows: readonly KeyRow[], a: number, b: number): boolean {
  const [one, other] = [rows.find((row) => row.id === a), rows.find((row) => row.id === b)];
  return one !== undefined && other !== undefined && mayShare(one, other);
}

function suggestionOf(other: KeyRow, requests: number): Suggestion {
  return {
    withKeyId: other.id,
    why: `What is left to this key falls when ${other.label} sends: ${requests} requests of the last minutes were counted for both keys.`,
  };
}
