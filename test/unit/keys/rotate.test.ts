import { describe, expect, test } from 'vitest';
import { LIVE, MemoryVault, memoryStore, ring, TEST, THIRD } from './support.ts';

describe('another secret for the same key', () => {
  test('takes the place of the old one in the vault, and all else stays', async () => {
    const vault = new MemoryVault();
    const keys = await ring({ vault });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE, label: 'Studio' }]);
    const id = added[0]!.id;
    keys.setRefused(id, { code: 'UNAUTHORIZED', message: 'Revoked', status: 401 });
    const rotated = await keys.rotate(id, ` ${TEST}\n`);
    expect(rotated).toMatchObject({ id, label: 'Studio', state: 'ready', refused: null, prefix: 'sk_test_', last4: '4d00' });
    expect(keys.secret(id)).toBe(TEST);
    expect([...vault.entries.values()]).toEqual([TEST]);
    expect(keys.rows()).toHaveLength(1);
  });

  test('is there after a new start', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    const keys = await ring({ db, vault });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE }]);
    await keys.rotate(added[0]!.id, THIRD);
    expect((await ring({ db, vault })).secret(added[0]!.id)).toBe(THIRD);
    expect(db.serialize().toString('latin1')).not.toContain(THIRD.slice(8, -4));
  });

  test('is not another key’s, no nonsense, and not taken while the vault is locked: then nothing changes', async () => {
    const vault = new MemoryVault();
    const keys = await ring({ vault });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE }, { secret: TEST, label: 'Other' }]);
    const id = added[0]!.id;
    await expect(keys.rotate(id, TEST)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Other') as string });
    await expect(keys.rotate(id, 'short')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    vault.lock();
    await expect(keys.rotate(id, THIRD)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(keys.secret(id)).toBe(LIVE);
  });

  test('cannot be given to a key of the environment', async () => {
    const keys = await ring({ environmentKeys: [{ label: 'ci', secret: LIVE }] });
    await expect(keys.rotate(keys.rows()[0]!.id, TEST)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
