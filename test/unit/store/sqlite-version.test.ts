import { expect, it } from 'vitest';
import type { Store } from '../../../electron/engine/store/open.ts';
import { isSafe, refuseOldSqlite } from '../../../electron/engine/store/sqlite-version.ts';

it.each([
  ['3.51.3', true],
  ['3.54.1', true],
  ['3.51.10', true],
  ['4.0.0', true],
  ['3.51.2', false],
  ['3.50.9', false],
  ['3.9.0', false],
  ['2.99.99', false],
  ['', false],
])('SQLite %s is safe: %s', (version, safe) => expect(isSafe(version)).toBe(safe));

it('an older one is refused in words', () => {
  const store = { prepare: () => ({ pluck: () => ({ get: () => '3.49.1' }) }) } as unknown as Store;
  expect(() => refuseOldSqlite(store)).toThrow(
    expect.objectContaining({ message: expect.stringContaining('SQLite 3.49.1, which can damage a workspace') as string }),
  );
});
