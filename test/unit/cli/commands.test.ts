import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { FakeEngine, fakeKey } from './fake-engine.ts';
import { FakeWorld } from './fake-world.ts';

describe('keys', () => {
  it('add reads secrets from standard input and shows none of them', async () => {
    const engine = new FakeEngine();
    const added: unknown[] = [];
    engine.status = { ...engine.status, vault: { kind: 'passphrase', state: 'open' } };
    engine.handlers['key.add'] = ({ keys }) => {
      added.push(...keys);
      return { added: [fakeKey({ label: 'nord', last4: '6789' })], known: ['old'] };
    };
    const world = new FakeWorld(engine);
    world.input = '# keys\nnord=sk_live_0123456789\n\nsk_test_with=sign123\n';
    const { code, out, err } = await world.run('keys', 'add');
    expect(code).toBe(0);
    expect(added).toEqual([{ label: 'nord', secret: 'sk_live_0123456789' }, { secret: 'sk_test_with=sign123' }]);
    expect(out).toContain('nord (ends in 6789) is in the vault.');
    expect(out).toContain('1 key known before: old.');
    expect(out + err).not.toMatch(/sk_(live|test)_/);
    expect(world.opened.map((options) => options.mode)).toEqual(['idle']);
  });

  it('add makes a vault first, asking twice', async () => {
    const engine = new FakeEngine();
    const passphrases: string[] = [];
    engine.handlers['vault.create'] = ({ passphrase }) => {
      passphrases.push(passphrase);
      return null;
    };
    engine.handlers['key.add'] = () => ({ added: [], known: [] });
    const world = new FakeWorld(engine);
    world.secrets = ['sk_live_0123456789', 'one thing', 'another'];
    expect(await world.run('keys', 'add')).toMatchObject({ code: 2, err: expect.stringContaining('differ') });
    world.secrets = ['sk_live_0123456789', 'one thing', 'one thing'];
    expect((await world.run('keys', 'add', '--label', 'nord')).code).toBe(0);
    expect(passphrases).toEqual(['one thing']);
  });

  it('add refuses nothing, and one label for several', async () => {
    const world = new FakeWorld();
    expect((await world.run('keys', 'add')).code).toBe(2);
    world.input = 'sk_live_0123456789\nsk_live_9876543210\n';
    expect((await world.run('keys', 'add', '--label', 'x')).code).toBe(2);
    expect(world.opened).toEqual([]);
  });

  it('remove finds a key by its label or its end', async () => {
    const engine = new FakeEngine();
    engine.keys = [fakeKey({ id: 1, label: 'a', last4: '1111' }), fakeKey({ id: 2, label: 'b', last4: '2222' })];
    const removed: number[] = [];
    engine.handlers['key.remove'] = ({ id }) => {
      removed.push(id);
      return null;
    };
    const world = new FakeWorld(engine);
    await world.run('keys', 'remove', 'b');
    await world.run('keys', 'remove', '1111');
    expect(removed).toEqual([2, 1]);
    expect((await world.run('keys', 'remove', 'c')).code).toBe(2);
  });

  it('list shows what is left of each', async () => {
    const world = new FakeWorld();
    expect((await world.run('keys')).out).toMatch(/studio +abcd +environment +free +10 of 10 +100 of 100 +0 +0 +ready/);
  });
});

describe('status and jobs', () => {
  it('send nothing: the engine is opened idle', async () => {
    const world = new FakeWorld();
    expect((await world.run('status')).code).toBe(0);
    expect((await world.run('jobs')).out).toBe('No jobs.\n');
    expect(world.opened.map((options) => options.mode)).toEqual(['idle', 'idle']);
  });

  it('tell what jobs wait for and why they failed, without what a terminal would obey', async () => {
    const engine = new FakeEngine();
    await engine.call('batch.create', {
      name: 'b',
      source: 'file',
      jobs: [
        { model: 'm', input: { prompt: 'a\u001B[2Jb\nc' } },
        { model: 'm', input: {} },
      ],
    });
    engine.move(1, 'queued', { waiting: { kind: 'minute', keyLabel: 'studio', until: null } });
    engine.move(2, 'failed', { error: { code: 'INVALID_INPUT', message: 'No.', status: 400 } });
    const world = new FakeWorld(engine);
    const { out } = await world.run('jobs');
    expect(out).toContain('a [2Jb c');
    expect(out).toContain('waits: minute of studio');
    expect(out).toContain('No. INVALID_INPUT');
    expect(JSON.parse((await world.run('jobs', '--state', 'failed', '--json')).out)).toMatchObject([{ id: 2, state: 'failed' }]);
  });
});

describe('what goes wrong', () => {
  it('a workspace that another engine holds ends with 4 and its words', async () => {
    const engine = new FakeEngine();
    engine.handlers['app.snapshot'] = () => {
      throw new AppError('WORKSPACE_IN_USE', 'The desktop app has it open.');
    };
    expect(await new FakeWorld(engine).run('status')).toEqual({ code: 4, out: '', err: 'The desktop app has it open. WORKSPACE_IN_USE\n' });
  });

  it('a defect ends with 1, and only the log sees its text', async () => {
    const engine = new FakeEngine();
    engine.stop = () => Promise.reject(new Error('sk_live_secret'));
    const world = new FakeWorld(engine);
    const { code, err } = await world.run('status');
    expect([code, err.includes('sk_live')]).toEqual([1, false]);
    expect(world.defects).toHaveLength(1);
  });

  it('usage errors end with 2 and the help of that command', async () => {
    expect(await new FakeWorld().run('jobs', '--state', 'x')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('abstrakt-companion jobs') });
    expect(await new FakeWorld().run('--version')).toMatchObject({ code: 0, out: '1.2.3\n' });
  });
});
