import { expect, it } from 'vitest';
import { fileFingerprint } from '../../../electron/engine/intake/fingerprint.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('is the same for the same bytes and model, and another for others', () => {
  const base = fileFingerprint(bytes('a'), 'flux');
  expect(fileFingerprint(bytes('a'), 'flux')).toBe(base);
  expect(fileFingerprint(bytes('b'), 'flux')).not.toBe(base);
  expect(fileFingerprint(bytes('a'), undefined)).not.toBe(base);
});
