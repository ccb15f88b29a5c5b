import { describe, expect, it } from 'vitest';

interface Packages {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean }>;
}
const path = '../../../scripts/install.mjs';
const { isInstalled } = (await import(path)) as { isInstalled(lock: Packages, installed: Packages | null): boolean };

const lock: Packages = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};
const without = (name: string): Packages => ({ packages: Object.fromEntries(Object.entries(lock.packages).filter(([path]) => path !== '' && path !== name)) });

describe('isInstalled', () => {
  it('is true for what the lock file names', () => expect(isInstalled(lock, without(''))).toBe(true));
  it('does not miss optional packages of other systems', () => expect(isInstalled(lock, without('node_modules/b'))).toBe(true));
  it('misses a package', () => expect(isInstalled(lock, without('node_modules/a'))).toBe(false));
  it('sees another version, and other bytes of the same version', () => {
    expect(isInstalled(lock, { packages: { ...without('').packages, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } } })).toBe(false);
    expect(isInstalled(lock, { packages: { ...without('').packages, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } } })).toBe(false);
  });
  it('sees a package that is no longer wanted', () =>
    expect(isInstalled(lock, { packages: { ...without('').packages, 'node_modules/c': { version: '1.0.0' } } })).toBe(false));
  it('is false when npm never finished', () => expect(isInstalled(lock, null)).toBe(false));
});
