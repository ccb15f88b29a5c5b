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

/** A key's meter and the models it has no permission for. */
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
  clockJumped(byMs: number): void;
}

export function createMeters(store: Store, ledger: Ledger, now: () => number, random: Random): Meters {
  const meters = new Map<number, Metered>();
  const read = store.prepare<[number], string | null>('SELECT learned FROM api_key WHERE id = ?').pluck();
  const endpointOf = store.prepare<[number], EndpointName>('SELECT endpoint FROM api_key WHERE id = ?').pluck();
  const write = store.prepare('UPDATE api_key SET learned = ?, revision = revision + 1 WHERE id = ?');
  const writeHeaders = store.prepare('UPDATE api_key SET headers = ? WHERE id = ?');

  /** How that API counts, by what any of its keys has proved. */
  function provedAt(endpoint: EndpointName): Learned['counting'] {
    for (const one of meters.values()) if (one.endpoint === endpoint && one.meter.learned.counting !== 'unknown') return one.meter.learned.counting;
    return 'unknown';
  }

  function load(keyId: number): Metered {
    const at = now();
    const saved = savedSchema.safeParse(JSON.parse(read.get(keyId) ?? 'null'));
    const { learned, forbidden } = saved.success ? saved.data : { learned: NOTHING_LEARNED, forbidden: [] };
    // A clock that has been set back since leaves times that are still to come: they count as just now.
    const past = (time: number) => Math.min(time, at);
    const sends = ledger
      .sendsSince(keyId, at - 2 * MINUTE_MS)
      .map(({ sentAt, answeredAt }) => ({ at: past(sentAt), countedBy: countedBy(past(sentAt), answeredAt === null ? null : past(answeredAt)) }));
    const today = Math.floor(at / 86_400_000) * 86_400_000;
    const endpoint = endpointOf.get(keyId) ?? 'api';
    const siblings = () => provedAt(endpoint);
    const meter = new KeyMeter(learned, { sends, usedToday: ledger.countBetween(keyId, today, at), now: at }, random, siblings);
    return { meter, forbidden: new Set(forbidden), endpoint };
  }

  function of(keyId: number): Metered {
    const known = meters.get(keyId) ?? load(keyId);
    meters.set(keyId, known);
    return known;
  }

  return {
    of,
    save(keyId, limits, at) {
      const { meter, forbidden } = of(keyId);
      write.run(JSON.stringify({ learned: meter.learned, forbidden: [...forbidden] }), keyId);
      if (limits) writeHeaders.run(JSON.stringify({ ...limits.raw, at }), keyId);
    },
    allowAll: (keyId) => of(keyId).forbidden.clear(),
    clockJumped(byMs) {
      for (const { meter } of meters.values()) meter.clockJumped(byMs);
    },
  };
}

/** After a restart only this is known: the server counted a request before it answered, and hardly later than this after it was sent. */
function countedBy(sentAt: number, answeredAt: number | null): number {
  return Math.min(answeredAt ?? Infinity, sentAt + MOST_LAG_MS);
}
