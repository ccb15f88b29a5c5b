import { z } from 'zod';
import type { Random } from '../../../shared/clock.ts';
import type { EndpointName } from '../../../shared/domain.ts';
import type { LimitHeaders } from '../api/exchange.ts';
import type { Ledger } from '../queue/ledger.ts';
import type { Store } from '../store/open.ts';
import { type Learned, learnedSchema, NOTHING_LEARNED } from './learned.ts';
import { KeyMeter } from './meter.ts';
import { MINUTE_MS, MOST_LAG_MS } from './send-log.ts';

const savedSchema = z.object({ learned: learnedSchema, forbidden: z.array(z.string()) });

/** A key's meter and the models it has no permission for. Keys of one account have the same meter. */
export interface Metered {
  meter: KeyMeter;
  forbidden: Set<string>;
  endpoint: EndpointName;
}

/** The meters of all keys, filled from the request log and what was learned before; what they learn is saved with every answer. */
export interface Meters {
  of(keyId: number): Metered;
  /** Writes what was learned of the key, and the raw headers of the last response. Call it in the transaction that records the answer. */
  save(keyId: number, limits: LimitHeaders | null, now: number): void;
  /** The user says that the key has changed (rotated, other permissions): permissions are asked anew. */
  allowAll(keyId: number): void;
  /** Keys that share this one's allowance, itself included. */
  sharing(keyId: number): number[];
  /**
   * Keys joined or left an account: their meters are made anew from the log. What was learned of others that use the key, and of places, is
   * forgotten, for it may have been the account. Who calls it gives the places back that their jobs hold.
   */
  regroup(keyIds: readonly number[]): void;
  clockJumped(byMs: number): void;
}

export function createMeters(store: Store, ledger: Ledger, now: () => number, random: Random): Meters {
  const meters = new Map<number, Metered>();
  const sql = prepare(store);

  /** How that API counts, by what any of its keys has proved. */
  function provedAt(endpoint: EndpointName): Learned['counting'] {
    for (const one of meters.values()) if (one.endpoint === endpoint && one.meter.learned.counting !== 'unknown') return one.meter.learned.counting;
    return 'unknown';
  }

  function saved(keyId: number): z.infer<typeof savedSchema> {
    const read = savedSchema.safeParse(JSON.parse(sql.learned.get(keyId) ?? 'null'));
    return read.success ? read.data : { learned: NOTHING_LEARNED, forbidden: [] };
  }

  function sharing(keyId: number): number[] {
    const ids = sql.sharing.all({ id: keyId });
    return ids.length > 0 ? ids : [keyId];
  }

  function load(keyId: number): Metered {
    const ids = sharing(keyId);
    const endpoint = sql.endpoint.get(keyId) ?? 'api';
    const learned = ids.map((id) => saved(id).learned).find(({ limit }) => limit !== null) ?? saved(keyId).learned;
    const meter = new KeyMeter(learned, historyOf(ledger, ids, now()), random, () => provedAt(endpoint));
    for (const id of ids) meters.set(id, { meter, forbidden: new Set(saved(id).forbidden), endpoint });
    return meters.get(keyId)!;
  }

  const of = (keyId: number): Metered => meters.get(keyId) ?? load(keyId);

  /** `headers`: of its last response; null leaves those it had. */
  function write(keyId: number, { meter, forbidden }: Metered, headers: string | null): void {
    sql.write.run(JSON.stringify({ learned: meter.learned, forbidden: [...forbidden] }), headers, keyId);
  }

  return {
    of,
    sharing,
    save(keyId, limits, at) {
      const own = of(keyId);
      const headers = limits && JSON.stringify({ ...limits.raw, at });
      for (const [id, one] of meters) if (one.meter === own.meter) write(id, one, id === keyId ? headers : null);
    },
    allowAll: (keyId) => of(keyId).forbidden.clear(),
    regroup(keyIds) {
      for (const id of keyIds) {
        const { learned, forbidden } = saved(id);
        sql.write.run(JSON.stringify({ learned: { ...learned, concurrency: null, proved: 0, foreignUntil: 0 }, forbidden }), null, id);
        meters.delete(id);
      }
    },
    clockJumped(byMs) {
      for (const meter of new Set([...meters.values()].map((one) => one.meter))) meter.clockJumped(byMs);
    },
  };
}

/** What these keys sent lately and today, together. A clock that has been set back since leaves times that are still to come: they count as just now. */
function historyOf(ledger: Ledger, keyIds: readonly number[], at: number) {
  const past = (time: number) => Math.min(time, at);
  const sends = keyIds
    .flatMap((id) => ledger.sendsSince(id, at - 2 * MINUTE_MS))
    .map(({ sentAt, answeredAt }) => sendOf(past(sentAt), answeredAt === null ? null : past(answeredAt)))
    .toSorted((a, b) => a.at - b.at);
  const today = Math.floor(at / 86_400_000) * 86_400_000;
  return { sends, usedToday: keyIds.reduce((sum, id) => sum + ledger.countBetween(id, today, at), 0), now: at };
}

/** After a restart only this is known: the server counted a request before it answered, and hardly later than this after it was sent. */
function sendOf(sentAt: number, answeredAt: number | null) {
  return { at: sentAt, countedBy: Math.min(answeredAt ?? Infinity, sentAt + MOST_LAG_MS), answered: answeredAt !== null };
}

function prepare(store: Store) {
  return {
    learned: store.prepare<[number], string | null>('SELECT learned FROM api_key WHERE id = ?').pluck(),
    endpoint: store.prepare<[number], EndpointName>('SELECT endpoint FROM api_key WHERE id = ?').pluck(),
    /** Removed ones too: what they sent counts as long as the minute and the day last. */
    sharing: store
      .prepare<[{ id: number }], number>(
        `SELECT id FROM api_key WHERE account = (SELECT account FROM api_key WHERE id = +@id) AND endpoint = (SELECT endpoint FROM api_key WHERE id = +@id)
         ORDER BY id`,
      )
      .pluck(),
    write: store.prepare('UPDATE api_key SET learned = ?, headers = COALESCE(?, headers), revision = revision + 1 WHERE id = ?'),
  };
}
