import type { EndpointName } from '../../../shared/domain.ts';
import type { Logger } from '../log.ts';
import { askForRoom } from '../runner/ask-for-room.ts';
import type { Endpoint, Endpoints } from '../runner/endpoints.ts';
import type { RequestDesk } from '../runner/request-desk.ts';
import type { KeyNow } from './decide.ts';
import type { Room } from './meter.ts';
import type { Meters } from './meters.ts';

/** Free requests that look what a key may do, or whether an endpoint that fell silent is back. */
export interface Probes {
  /** Starts those that are worth it now, and blocks their keys in `keys` meanwhile; when to look again for such a reason (ms). */
  start(keys: KeyNow[], now: number): number;
  /** What is left of a key's room while one is out for it, or while its endpoint is silent. */
  heldBack(room: Room, key: Looked, endpoint: Endpoint, now: number): Room;
}

export interface ProbeOptions {
  meters: Meters;
  endpoints: Endpoints;
  desk: RequestDesk;
  signal: AbortSignal;
  log: Logger;
  /** Jobs that wait for a key of this endpoint and may go. */
  waitingAt(endpoint: EndpointName): number;
  /** One has its answer. */
  onDone(): void;
}

/** Keys of one account show the same: one of them looks for all. */
type Looked = Pick<KeyNow, 'id' | 'account'>;

type Looking = NonNullable<Room['look']> | 'line';

export function createProbes({ meters, endpoints, desk, signal, log, waitingAt, onDone }: ProbeOptions): Probes {
  /** Keys with a probe under way, and what for. */
  const out = new Map<number, { endpoint: EndpointName; account: string | null; for: Looking }>();

  function start(keys: KeyNow[], now: number): number {
    let wake = Infinity;
    for (const endpoint of endpoints.all()) wake = Math.min(wake, lookForLine(endpoint, keys, now));
    for (const key of keys) if (key.look && isWorthIt(key, keys, now)) lookFor(key, key.look);
    return wake;
  }

  /** While no more waits than the keys can start at once anyway, a job looks as well as a probe does; and it costs none of the day's requests. */
  function isWorthIt(key: KeyNow, keys: readonly KeyNow[], now: number): boolean {
    const waiting = waitingAt(key.endpoint);
    return !key.blocked && !key.retired && waiting > keys.length && !costsADay(waiting, todayOf(key.endpoint, keys, now));
  }

  /** Requests of the keys' day that are left, and how many keys are to be looked at. */
  function todayOf(name: EndpointName, keys: readonly KeyNow[], now: number): Today {
    const own = keys.filter(({ endpoint, retired }) => endpoint === name && !retired);
    const days = [...new Set(own.map(({ id }) => meters.of(id).meter))].map((meter) => meter.day(now));
    return {
      looks: own.filter(({ look }) => look !== null).length,
      left: days.reduce((sum, { used, limit }) => sum + Math.max(0, (limit ?? Infinity) - used), 0),
    };
  }

  /** How a server counts is the same for all of its keys: one looks behind a turn, and the others wait for what it finds. */
  function lookFor(key: KeyNow, what: Looking): void {
    const answered = what === 'turn' && [...out.values()].some((probe) => probe.for === 'turn' && probe.endpoint === key.endpoint);
    if (answered) block(key);
    else if (isOut(key, key.endpoint)) block(key);
    else send(key, endpoints.get(key.endpoint), what);
  }

  function lookForLine(endpoint: Endpoint, keys: readonly KeyNow[], now: number): number {
    const { health } = endpoint.health;
    if (health.state !== 'silent') return Infinity;
    if (health.nextTry > now) return health.nextTry;
    const own = keys.filter((one) => one.endpoint === endpoint.name);
    if (own.some((one) => out.has(one.id))) return Infinity;
    const rooms = own.map((key) => ({ key, room: meters.of(key.id).meter.room(now) }));
    const free = rooms.find(({ room }) => room.requests > 0);
    if (free) send(free.key, endpoint, 'line');
    return free ? Infinity : Math.min(Infinity, ...rooms.map(({ room }) => room.blocked?.until ?? Infinity));
  }

  function isOut({ id, account }: Looked, endpoint: EndpointName): boolean {
    return out.has(id) || (account !== null && [...out.values()].some((probe) => probe.account === account && probe.endpoint === endpoint));
  }

  function send(key: KeyNow, endpoint: Endpoint | null, what: Looking): void {
    if (!endpoint || out.has(key.id)) return;
    out.set(key.id, { endpoint: key.endpoint, account: key.account, for: what });
    block(key);
    void askForRoom(desk, endpoint, key.id, signal)
      .catch((error: unknown) => log.error('a probe was left without a record', { error: String(error) }))
      .finally(() => {
        out.delete(key.id);
        onDone();
      });
  }

  function heldBack(room: Room, key: Looked, { name, health: { health } }: Endpoint, now: number): Room {
    if (health.state === 'silent') return { ...room, requests: 0, blocked: { by: 'offline', until: health.nextTry > now ? health.nextTry : Infinity } };
    return isOut(key, name) ? { ...room, requests: 0, blocked: BY_PROBE } : room;
  }

  return { start, heldBack };
}

interface Today {
  looks: number;
  left: number;
}

/**
 * Whether so many looks, each a request that no job gets, push the last of what waits into tomorrow. What does not fit today anyway is not
 * weighed: the days of cold keys are assumed ones, and no guide that far ahead. Pure.
 */
export function costsADay(waiting: number, { looks, left }: Today): boolean {
  return waiting <= left && waiting + looks > left;
}

/** An answer comes, or its deadline passes: neither is a matter of the clock here. */
const BY_PROBE: NonNullable<Room['blocked']> = { by: 'probe', until: Infinity };

function block(key: KeyNow): void {
  key.requests = 0;
  key.blocked = BY_PROBE;
}
