import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { LIVE, MemoryVault, TEST, THIRD, memoryStore, ring } from './support.ts';

const REFUSAL = { code: 'UNAUTHORIZED', message: 'Invalid API key', status: 401 };

describe('adding keys', () => {
  test('stores the secret in the vault and shows only its ends', async () => {
    const vault = new MemoryVault();
    const keys = await ring({ vault });
    const { added, known } = await keys.add('api', 'vault', [{ secret: `  ${LIVE}\n` }, { secret: TEST, label: ' Studio ' }]);
    expect(known).toEqual([]);
    expect(added).toEqual([
      expect.objectContaining({
        label: 'Key 1',
        endpoint: 'api',
        source: 'vault',
        prefix: 'sk_live_',
        last4: '4d6f',
        state: 'ready',
        colour: 0,
        enabled: true,
      }),
      expect.objectContaining({ label: 'Studio', prefix: 'sk_test_', last4: '4d00', colour: 1 }),
    ]);
    expect(keys.secret(added[0]!.id)).toBe(LIVE);
    expect([...vault.entries.values()]).toEqual([LIVE, TEST]);
    expect([...vault.entries.keys()].every((name) => /^key:[0-9a-f]{16}$/.test(name))).toBe(true);
  });

  test('brings no secret into the database', async () => {
    const db = await memoryStore();
    const keys = await ring({ db });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE }]);
    keys.setRefused(added[0]!.id, { ...REFUSAL, message: `The key ${LIVE} is revoked` });
    keys.setLastError(added[0]!.id, `Bearer ${LIVE}`);
    keys.attachSandbox([{ label: 'free', secret: TEST }]);
    const everything = db.serialize().toString('latin1');
    expect(everything).toContain('sk_live_');
    expect(everything).not.toContain(LIVE.slice(8, -4));
    expect(everything).not.toContain(TEST.slice(8, -4));
  });

  test('a known key is told by its label, also twice in one paste', async () => {
    const keys = await ring();
    await keys.add('api', 'vault', [{ secret: LIVE, label: 'Studio' }]);
    const again = await keys.add('api', 'vault', [{ secret: LIVE, label: 'Other' }, { secret: TEST }, { secret: TEST }]);
    expect(again.known).toEqual(['Studio']);
    expect(again.added.map(({ label }) => label)).toEqual(['Key 1']);
    expect(keys.rows()).toHaveLength(2);
  });

  test('the same key may serve both endpoints, and removing one keeps the secret of the other', async () => {
    const vault = new MemoryVault();
    const keys = await ring({ vault });
    const { added: real } = await keys.add('api', 'vault', [{ secret: LIVE }]);
    const { added: practice } = await keys.add('sandbox', 'vault', [{ secret: LIVE }]);
    expect(practice).toHaveLength(1);
    await keys.remove(real[0]!.id);
    expect(vault.entries.size).toBe(1);
    expect(keys.secret(practice[0]!.id)).toBe(LIVE);
    await keys.remove(practice[0]!.id);
    expect(vault.entries.size).toBe(0);
  });

  test.each(['short', 'sk_live_with space in it', 'sk_live_1234\u0007bell', 'sk_live_ключ1234', `sk_live_${'x'.repeat(600)}`, 'sk_live_1\r\nX-Evil: 1'])(
    'refuses %j by position, without a word of it, and adds none',
    async (secret) => {
      const vault = new MemoryVault();
      const keys = await ring({ vault });
      const failure = await keys.add('api', 'vault', [{ secret: LIVE }, { secret }]).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'BAD_INPUT', details: { position: 2 } });
      expect(JSON.stringify((failure as { toData(): unknown }).toData())).not.toContain(secret.slice(0, 12));
      expect(keys.rows()).toEqual([]);
      expect(vault.entries.size).toBe(0);
    },
  );

  test.each(['new', 'locked', 'missing'] as const)('needs an open vault, not a %s one', async (state) => {
    const keys = await ring({ vault: new MemoryVault(state) });
    await expect(keys.add('api', 'vault', [{ secret: LIVE }])).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(keys.rows()).toEqual([]);
  });

  test('labels are made unique and numbered without gaps', async () => {
    const keys = await ring();
    await keys.add('api', 'vault', [{ secret: LIVE, label: 'Key 1' }, { secret: TEST, label: 'KEY 1' }, { secret: THIRD }]);
    expect(keys.rows().map(({ label }) => label)).toEqual(['Key 1', 'KEY 1 2', 'Key 2']);
  });

  test('colours are spread evenly', async () => {
    const keys = await ring();
    const { added } = await keys.add(
      'api',
      'vault',
      Array.from({ length: 17 }, (_, at) => ({ secret: `sk_live_0000${at}` })),
    );
    expect(added.map(({ colour }) => colour)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0]);
  });

  test('a short secret of another kind gives no hint away', async () => {
    const keys = await ring();
    const { added } = await keys.add('api', 'vault', [{ secret: 'abcd1234' }]);
    expect(added[0]).toMatchObject({ prefix: 'other', last4: '' });
  });
});

describe('a key that is there', () => {
  test('changes what a person may change, and its revision rises', async () => {
    const keys = await ring();
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE }, { secret: TEST }]);
    const [one, two] = added;
    const changed = keys.update(one!.id, { label: ' Nord ', colour: 5, labels: [' client ', 'client', ''], enabled: false });
    expect(changed).toMatchObject({ label: 'Nord', colour: 5, labels: ['client'], enabled: false, state: 'disabled' });
    expect(changed.revision).toBeGreaterThan(one!.revision);
    expect(() => keys.update(two!.id, { label: 'nord' })).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(() => keys.update(two!.id, { label: '  ' })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => keys.update(99, { colour: 1 })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(keys.update(one!.id, { label: 'NORD', enabled: true })).toMatchObject({ label: 'NORD', state: 'ready' });
  });

  test('is refused until the API takes it again', async () => {
    const keys = await ring({ clock: new VirtualClock(5_000) });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE }]);
    const id = added[0]!.id;
    expect(keys.setRefused(id, REFUSAL)).toMatchObject({ state: 'refused', refused: REFUSAL, lastError: { message: 'Invalid API key', at: 5_000 } });
    expect(keys.setRefused(id, null)).toMatchObject({ state: 'ready', refused: null, lastError: { message: 'Invalid API key' } });
  });

  test('is gone when removed, and comes back with its history', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    const keys = await ring({ db, vault });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE, label: 'Studio' }]);
    const id = added[0]!.id;
    keys.setRefused(id, REFUSAL);
    db.prepare('UPDATE api_key SET requests = 12 WHERE id = ?').run(id);
    await keys.remove(id);
    expect(keys.rows()).toEqual([]);
    expect(keys.secret(id)).toBeNull();
    expect(vault.entries.size).toBe(0);
    await expect(keys.remove(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await keys.add('api', 'vault', [{ secret: TEST, label: 'studio' }]);
    const back = await keys.add('api', 'vault', [{ secret: LIVE }]);
    expect(back.added).toEqual([expect.objectContaining({ id, label: 'Studio 2', state: 'ready', refused: null })]);
    expect(db.prepare('SELECT requests FROM api_key WHERE id = ?').pluck().get(id)).toBe(12);
  });

  test('stays whole when the vault will not delete', async () => {
    const vault = new MemoryVault();
    const keys = await ring({ vault });
    const { added } = await keys.add('api', 'vault', [{ secret: LIVE }]);
    vault.lock();
    await expect(keys.remove(added[0]!.id)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(keys.rows()).toHaveLength(1);
    expect(keys.secret(added[0]!.id)).toBe(LIVE);
  });
});

describe('after a start', () => {
  test('secrets come from the vault, or wait for it', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    const { added } = await (await ring({ db, vault })).add('api', 'vault', [{ secret: LIVE }]);
    const id = added[0]!.id;
    expect((await ring({ db, vault })).secret(id)).toBe(LIVE);

    vault.lock();
    const locked = await ring({ db, vault });
    expect(locked.rows()).toMatchObject([{ id, state: 'locked' }]);
    expect(locked.secret(id)).toBeNull();
    const before = locked.row(id).revision;
    await vault.unlock();
    await locked.reload();
    expect(locked.row(id)).toMatchObject({ state: 'ready' });
    expect(locked.row(id).revision).toBeGreaterThan(before);
  });

  test('a key whose secret the vault has lost is missing', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    await (await ring({ db, vault })).add('api', 'vault', [{ secret: LIVE }]);
    vault.entries.clear();
    expect((await ring({ db, vault })).rows()).toMatchObject([{ state: 'missing' }]);
    expect((await ring({ db, vault: new MemoryVault('new') })).rows()).toMatchObject([{ state: 'missing' }]);
  });

  test('one damaged entry does not keep the others out', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    const { added } = await (await ring({ db, vault })).add('api', 'vault', [{ secret: LIVE }, { secret: TEST }]);
    const damaged = [...vault.entries.keys()][0];
    const get = vault.get.bind(vault);
    vault.get = (name) => (name === damaged ? Promise.reject(new Error(`unsealed half of ${LIVE}`)) : get(name));
    const keys = await ring({ db, vault });
    expect(keys.rows()).toMatchObject([{ state: 'missing' }, { state: 'ready' }]);
    expect(keys.row(added[0]!.id).lastError?.message).not.toContain(LIVE);
  });
});

describe('keys of the environment', () => {
  test('are used and never stored', async () => {
    const vault = new MemoryVault('new');
    const keys = await ring({ vault, environmentKeys: [{ label: 'studio', secret: LIVE }] });
    expect(keys.rows()).toMatchObject([{ label: 'studio', source: 'environment', endpoint: 'api', state: 'ready' }]);
    expect(vault.entries.size).toBe(0);
  });

  test('are hidden without their variable, and the same row when it is back', async () => {
    const db = await memoryStore();
    const environmentKeys = [{ label: 'studio', secret: LIVE }];
    const [first] = (await ring({ db, environmentKeys })).rows();
    const without = await ring({ db });
    expect(without.rows()).toEqual([]);
    expect(() => without.row(first!.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect((await ring({ db, environmentKeys })).rows()).toMatchObject([{ id: first!.id, label: 'studio' }]);
  });

  test('take a new label from the variable, but no made-up one', async () => {
    const db = await memoryStore();
    const [first] = (await ring({ db, environmentKeys: [{ label: 'studio', secret: LIVE }] })).rows();
    const renamed = await ring({ db, environmentKeys: [{ label: 'Nord', secret: LIVE }] });
    expect(renamed.row(first!.id).label).toBe('Nord');
    const unnamed = await ring({ db, environmentKeys: [{ label: 'key-1', secret: LIVE }] });
    expect(unnamed.row(first!.id).label).toBe('Nord');
  });

  test('open a stored key while the vault is locked, and stay what they are', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    await (await ring({ db, vault })).add('api', 'vault', [{ secret: LIVE, label: 'Stored' }]);
    vault.lock();
    const keys = await ring({ db, vault, environmentKeys: [{ label: 'studio', secret: LIVE }] });
    expect(keys.rows()).toMatchObject([{ label: 'Stored', source: 'vault', state: 'ready' }]);
  });

  test('are stored when a person adds them', async () => {
    const db = await memoryStore();
    const vault = new MemoryVault();
    const keys = await ring({ db, vault, environmentKeys: [{ label: 'studio', secret: LIVE }] });
    expect((await keys.add('api', 'vault', [{ secret: LIVE }])).added).toMatchObject([{ label: 'studio', source: 'vault' }]);
    expect((await ring({ db, vault })).rows()).toMatchObject([{ label: 'studio', state: 'ready' }]);
  });

  test('removed ones are back at the next start, because the variable says so', async () => {
    const db = await memoryStore();
    const environmentKeys = [{ label: 'studio', secret: LIVE }];
    const keys = await ring({ db, environmentKeys });
    await keys.remove(keys.rows()[0]!.id);
    expect(keys.rows()).toEqual([]);
    expect((await ring({ db, environmentKeys })).rows()).toHaveLength(1);
  });
});

describe('keys of the sandbox', () => {
  const SANDBOX = [
    { label: 'free', secret: TEST },
    { label: 'pro', secret: 'sk_test_9999888877776666' },
  ];

  test('live in memory while it runs', async () => {
    const vault = new MemoryVault('new');
    const keys = await ring({ vault });
    const rows = keys.attachSandbox(SANDBOX);
    expect(rows).toMatchObject([{ label: 'free', endpoint: 'sandbox', source: 'sandbox', state: 'ready' }, { label: 'pro' }]);
    expect(vault.entries.size).toBe(0);
    keys.detachSandbox();
    expect(keys.rows()).toMatchObject([{ state: 'missing' }, { state: 'missing' }]);
    expect(keys.row(rows[0]!.id).revision).toBeGreaterThan(rows[0]!.revision);
    expect(keys.attachSandbox(SANDBOX)).toMatchObject([{ id: rows[0]!.id, state: 'ready' }, { id: rows[1]!.id }]);
  });

  test('a sandbox with other secrets has other keys under the same labels', async () => {
    const keys = await ring();
    const before = keys.attachSandbox(SANDBOX);
    const after = keys.attachSandbox([{ label: 'free', secret: 'sk_test_other_other_1' }, SANDBOX[1]!]);
    expect(after[0]!.id).not.toBe(before[0]!.id);
    expect(after[1]!.id).toBe(before[1]!.id);
    expect(new Set(keys.rows().map(({ id }) => id))).toEqual(new Set(after.map(({ id }) => id)));
    expect(keys.secret(before[0]!.id)).toBeNull();
  });

  test('never meet those of the API', async () => {
    const keys = await ring({ environmentKeys: [{ label: 'free', secret: LIVE }] });
    keys.attachSandbox(SANDBOX);
    expect(keys.rows().map(({ endpoint, label }) => `${endpoint} ${label}`)).toEqual(['api free', 'sandbox free', 'sandbox pro']);
  });
});
