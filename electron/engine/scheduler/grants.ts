import type { Room } from './meter.ts';

/** What somebody outside lets a key send: so many requests until then (ms). */
export interface Grant {
  requests: number;
  until: number;
}

/**
 * The seam by which several machines will share keys: whoever divides a key's allowance among them caps it here. Asked at every decision, so it answers from memory. Keys
 * are named by the fingerprint of their secret, which is the same everywhere and tells nothing of it.
 */
export interface Grants {
  /** What is left of the key's grant; null: it is not capped. A grant that ran out has 0 requests and says when to look again. */
  of(fingerprint: string, now: number): Grant | null;
  /** A request leaves, of whatever kind: also what a person asked for (a test, the catalog), which no grant holds back. */
  took(fingerprint: string, now: number): void;
}

/** A key's room under its grant. Pure. */
export function capped(room: Room, grant: Grant | null): Room {
  if (!grant || room.blocked || room.requests <= grant.requests) return room;
  if (grant.requests > 0) return { ...room, requests: grant.requests };
  return { ...room, requests: 0, look: null, blocked: { by: 'minute', until: grant.until } };
}
