import { createHmac, timingSafeEqual } from 'node:crypto';

/** A webhook as it came, before anything of it is believed. */
export interface Delivery {
  /** The last part of the address it was sent to. */
  token: string;
  /** `X-Abstrakt-Signature` and `X-Abstrakt-Timestamp`. */
  signature: string | null;
  timestamp: string | null;
  /** Raw bytes: what is signed is never the JSON written anew. */
  body: Uint8Array;
}

/** `stale`: rightly signed, and too old or from the future: it may be a replay. */
export type Signed = 'good' | 'wrong' | 'stale' | 'none';

/** How far the API's clock and ours may be apart (abstrakt-api.md, section 10, row 11). */
const WINDOW_MS = 5 * 60_000;

/**
 * Checks a webhook's signature (abstrakt-api.md, section 5). Both published forms: with a timestamp it is made over `<timestamp>.<body>`, and must be of these minutes;
 * without one over the body alone. Compares in constant time.
 */
export function checkSignature({ signature, timestamp, body }: Omit<Delivery, 'token'>, secret: string, nowMs: number): Signed {
  if (signature === null) return 'none';
  const signed = timestamp === null ? body : Buffer.concat([Buffer.from(`${timestamp}.`, 'utf8'), body]);
  const right = createHmac('sha256', secret).update(signed).digest();
  const given = Buffer.from(signature.trim().replace(/^sha256=/i, ''), 'hex');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'wrong';
  if (timestamp === null) return 'good';
  const sentMs = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN;
  return Math.abs(nowMs - sentMs) <= WINDOW_MS ? 'good' : 'stale';
}
