import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../../electron/engine/webhooks/signature.ts';

const SECRET = 'whsec_test_0123456789';
const NOW = Date.UTC(2026, 0, 5, 12);
const BODY = Buffer.from('{"job_id":"job_1",  "status":"succeeded"}');
const hmac = (...parts: (string | Buffer)[]) => {
  const made = createHmac('sha256', SECRET);
  for (const part of parts) made.update(part);
  return made.digest('hex');
};
const seconds = (ms: number) => String(Math.floor(ms / 1_000));

function stamped(at: number, over: Buffer = BODY) {
  return { signature: hmac(`${seconds(at)}.`, over), timestamp: seconds(at), body: BODY };
}

describe('a webhook’s signature', () => {
  it('is good over timestamp and raw body, within five minutes either way', () => {
    expect(checkSignature(stamped(NOW), SECRET, NOW)).toBe('good');
    expect(checkSignature(stamped(NOW - 299_000), SECRET, NOW)).toBe('good');
    expect(checkSignature(stamped(NOW + 299_000), SECRET, NOW)).toBe('good');
    expect(checkSignature(stamped(NOW - 301_000), SECRET, NOW)).toBe('stale');
    expect(checkSignature(stamped(NOW + 302_000), SECRET, NOW)).toBe('stale');
  });

  it('is good over the body alone where there is no timestamp', () => {
    expect(checkSignature({ signature: hmac(BODY), timestamp: null, body: BODY }, SECRET, NOW)).toBe('good');
  });

  it('of one form does not do for the other', () => {
    expect(checkSignature({ ...stamped(NOW), timestamp: null }, SECRET, NOW)).toBe('wrong');
    expect(checkSignature({ signature: hmac(BODY), timestamp: seconds(NOW), body: BODY }, SECRET, NOW)).toBe('wrong');
  });

  it('is wrong for other bytes of the same JSON, another secret, another time, and for nonsense', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(BODY.toString())));
    expect(checkSignature({ ...stamped(NOW), body: again }, SECRET, NOW)).toBe('wrong');
    expect(checkSignature(stamped(NOW), 'another secret', NOW)).toBe('wrong');
    expect(checkSignature({ ...stamped(NOW), timestamp: seconds(NOW + 1_000) }, SECRET, NOW)).toBe('wrong');
    for (const signature of ['', 'zz', hmac(BODY).slice(2), `${hmac(BODY)}00`, 'é'.repeat(64)])
      expect(checkSignature({ signature, timestamp: null, body: BODY }, SECRET, NOW)).toBe('wrong');
    const odd = 'now';
    expect(checkSignature({ signature: hmac(`${odd}.`, BODY), timestamp: odd, body: BODY }, SECRET, NOW)).toBe('stale');
  });

  it('may be absent', () => {
    expect(checkSignature({ signature: null, timestamp: null, body: BODY }, SECRET, NOW)).toBe('none');
  });
});
