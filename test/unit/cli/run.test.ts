import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { FakeEngine, fakeKey } from './fake-engine.ts';
import { MODEL } from './fake-model.ts';
import { FakeWorld, type Outcome } from './fake-world.ts';

const FOX = '{"model":"flux","input":{"prompt":"a fox"}}\n';
const OWL = '{"model":"flux","input":{"prompt":"an owl"}}\n';

/** An engine that finishes every job as soon as it is enqueued. */
function quickEngine(): FakeEngine {
  const engine = new FakeEngine();
  engine.onJob = (job) => engine.move(job.id, 'done');
  return engine;
}

/** Runs a command whose clock goes half a second further at each turn of the event loop. */
async function inNoTime(world: FakeWorld, ...argv: string[]): Promise<Outcome> {
  const clock = new VirtualClock();
  world.clock = clock;
  let ended = false;
  const run = world.run(...argv).finally(() => (ended = true));
  while (!ended) await clock.advance(500);
  return run;
}

describe('run', () => {
  it('works to the end and prints one JSON object', async () => {
    const world = new FakeWorld(quickEngine());
    world.write('prompts.jsonl', FOX + OWL);
    const { code, out, err } = await world.run('run', 'prompts.jsonl', '--json', '--base-url', 'http://127.0.0.1:9/v1', '--workspace', 'w');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      jobs: { done: 2, failed: 0, uncertain: 0, cancelled: 0 },
      requests: { run: 2, poll: 0, other: 0 },
      rateLimited: 0,
      creditsUsed: 2,
      seconds: expect.any(Number),
      assets: 2,
      keys: [{ label: 'studio', requests: 2, rateLimited: 0, jobs: 2 }],
    });
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('prompts.jsonl: 2 jobs enqueued.');
    expect(world.opened).toEqual([{ restore: false, workspace: 'w', baseUrl: 'http://127.0.0.1:9/v1', mode: 'working' }]);
    expect([world.engine.stopped, world.engine.listening]).toEqual([true, 0]);
  });

  it('makes a batch for each name in the file', async () => {
    const world = new FakeWorld(quickEngine());
    world.write('mixed.csv', 'model,prompt,batch\nflux,a,dogs\nflux,b,\nflux,c,dogs\n');
    expect((await world.run('run', 'mixed.csv')).code).toBe(0);
    expect(world.engine.batches.map((batch) => [batch.name, batch.total, batch.source])).toEqual([
      ['dogs', 2, 'file'],
      ['mixed.csv', 1, 'file'],
    ]);
  });

  it('does not enqueue a file twice, wherever it lies now', async () => {
    const world = new FakeWorld(quickEngine());
    world.write('one.jsonl', FOX);
    world.write('copy.jsonl', FOX);
    await world.run('run', 'one.jsonl');
    const { code, err } = await world.run('run', 'copy.jsonl');
    expect([code, world.engine.jobs.length]).toEqual([0, 1]);
    expect(err).toContain('Nothing was enqueued twice');
  });

  it('goes on with what an interrupted run left', async () => {
    const engine = new FakeEngine();
    const world = new FakeWorld(engine);
    world.write('two.jsonl', FOX + OWL);
    engine.onJob = (job) => {
      if (job.number === 1) engine.move(job.id, 'done');
      else world.interrupt.abort(130);
    };
    const stopped = await world.run('run', 'two.jsonl', '--json');
    expect([stopped.code, stopped.out]).toEqual([130, '']);
    expect(stopped.err).toContain('Stopped with 1 job left');

    const again = new FakeWorld(engine);
    again.write('two.jsonl', FOX + OWL);
    setTimeout(() => engine.move(2, 'done'), 10);
    const { code, out } = await again.run('run', 'two.jsonl', '--json');
    expect([code, JSON.parse(out).jobs.done, engine.jobs.length]).toEqual([0, 2, 2]);
  });

  it('enqueues a finished file once more with --again, and goes on with one that is not finished', async () => {
    const engine = quickEngine();
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    await world.run('run', 'one.jsonl');
    await world.run('run', 'one.jsonl', '--again');
    await world.run('run', 'one.jsonl', '--again');
    expect(engine.jobs).toHaveLength(3);
    engine.move(3, 'running');
    setTimeout(() => engine.move(3, 'done'), 10);
    expect((await world.run('run', 'one.jsonl', '--again')).code).toBe(0);
    expect(engine.jobs).toHaveLength(3);
  });

  it('ends with 3 when jobs failed or were cancelled, and says why', async () => {
    const engine = new FakeEngine();
    engine.onJob = (job) => {
      if (job.number === 1) engine.move(job.id, 'failed', { error: { code: 'INFERENCE_FAILED', message: 'The filter refused\u001B[31m it.', status: 200 } });
      else engine.move(job.id, 'cancelled');
    };
    const world = new FakeWorld(engine);
    world.write('two.jsonl', FOX + OWL);
    const { code, out, err } = await world.run('run', 'two.jsonl');
    expect(code).toBe(3);
    expect(out).toContain('0 done · 1 failed · 1 cancelled');
    expect(err).toContain('Failed: job 1 (flux, “a fox”). The filter refused [31m it. INFERENCE_FAILED');
    expect(err).not.toContain('\u001B');
  });
});

describe('uncertain jobs', () => {
  const lost = { code: 'ANSWER_LOST', message: 'Sent at 11:49:07, the connection closed before the answer.', status: null };

  it('are listed with what is known, and end the run with 3', async () => {
    const engine = new FakeEngine();
    engine.onJob = (job) => engine.move(job.id, 'uncertain', { error: lost });
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    const { code, out, err } = await world.run('run', 'one.jsonl', '--json');
    expect([code, JSON.parse(out).jobs]).toEqual([3, { done: 0, failed: 0, uncertain: 1, cancelled: 0 }]);
    expect(err).toContain('Uncertain: job 1 (flux, “a fox”). Sent at 11:49:07, the connection closed before the answer. ANSWER_LOST');
    expect(engine.called).not.toContain('job.resolve');
  });

  it('are sent again with --uncertain resubmit, those of an earlier run included, and each is told', async () => {
    const engine = new FakeEngine();
    engine.onJob = (job) => engine.move(job.id, 'uncertain', { error: lost });
    const world = new FakeWorld(engine);
    world.write('two.jsonl', FOX + OWL);
    await world.run('run', 'two.jsonl');
    engine.handlers['job.resolve'] = ({ ids }) => {
      for (const id of ids) {
        engine.move(id, 'queued');
        setImmediate(() => engine.move(id, 'done'));
      }
      return { resolved: ids.length };
    };
    const { code, out, err } = await world.run('run', 'two.jsonl', '--uncertain', 'resubmit', '--json');
    expect([code, JSON.parse(out).jobs]).toEqual([0, { done: 2, failed: 0, uncertain: 0, cancelled: 0 }]);
    expect(err.match(/Uncertain, sent again: job \d/g)).toEqual(['Uncertain, sent again: job 1', 'Uncertain, sent again: job 2']);
  });

  it('are left to the person after the third time', async () => {
    const engine = new FakeEngine();
    engine.onJob = (job) => engine.move(job.id, 'uncertain', { error: lost });
    let times = 0;
    engine.handlers['job.resolve'] = ({ ids }) => {
      times += 1;
      for (const id of ids) {
        engine.move(id, 'queued');
        setImmediate(() => engine.move(id, 'uncertain', { error: lost }));
      }
      return { resolved: ids.length };
    };
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    const { code } = await world.run('run', 'one.jsonl', '--uncertain', 'resubmit');
    expect([code, times]).toEqual([3, 3]);
    expect(engine.batches[0]?.uncertainRule).toBe('resubmit');
  });
});

describe('bad input', () => {
  it('names every bad line, those that do not fit the model included, and enqueues nothing', async () => {
    const engine = new FakeEngine();
    engine.models = [MODEL];
    const world = new FakeWorld(engine);
    world.write(
      'bad.jsonl',
      [FOX.trim(), '{"model":"flux"', '{"model":"flux-alias","input":{"prompt":"x","num_images":9},"batch":"other"}', '{"model":"unknown","input":{}}'].join(
        '\n',
      ),
    );
    const { code, out, err } = await world.run('run', 'bad.jsonl', '--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^bad\.jsonl:2: Not JSON.*\nbad\.jsonl:3: num_images.*\n2 bad lines in bad\.jsonl\. Nothing was enqueued/s);
    expect(engine.called).not.toContain('batch.create');
    expect(world.opened.map((options) => options.mode)).toEqual(['idle']);
  });

  it('maps what the engine refuses to lines of the file', async () => {
    const engine = new FakeEngine();
    engine.handlers['batch.create'] = () => {
      throw new AppError('BAD_INPUT', 'One job does not fit.', { jobs: [{ index: 0, message: 'prompt: too long' }] });
    };
    const world = new FakeWorld(engine);
    world.write('one.jsonl', `\n${FOX}`);
    const { code, err } = await world.run('run', 'one.jsonl');
    expect([code, err.split('\n')[0]]).toEqual([2, 'one.jsonl:2: prompt: too long']);
  });

  it('needs a file that is there and is text', async () => {
    const world = new FakeWorld();
    expect(await world.run('run', 'none.jsonl')).toMatchObject({ code: 2, err: expect.stringContaining('it is not there') });
    world.write('utf16.csv', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
    expect(await world.run('run', 'utf16.csv', '--model', 'm')).toMatchObject({ code: 2, err: expect.stringContaining('not UTF-8') });
    expect(world.opened).toEqual([]);
  });

  it('without a key ends with 2 and names the variable', async () => {
    const world = new FakeWorld();
    world.engine.keys = [];
    world.write('one.jsonl', FOX);
    const { code, err } = await world.run('run', 'one.jsonl');
    expect([code, world.engine.called.includes('batch.create')]).toEqual([2, false]);
    expect(err).toContain('ABSTRAKT_API_KEYS');
  });
});

describe('what keeps a run from its end', () => {
  it('says that no key can run the jobs, and ends with 3', async () => {
    const engine = new FakeEngine();
    engine.onJob = () => engine.setKeys([fakeKey({ state: 'refused', lastError: { message: 'The key was revoked.', at: 0 } })]);
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    const { code, out, err } = await inNoTime(world, 'run', 'one.jsonl');
    expect(code).toBe(3);
    expect(err).toContain('1 job cannot go on. No key can run them. studio was refused: The key was revoked.');
    expect(out).toContain('1 still queued');
  });

  it('says that keys lack the permission when that is what every job waits for', async () => {
    const engine = new FakeEngine();
    engine.onJob = (job) => engine.move(job.id, 'queued', { waiting: { kind: 'permission', until: null, keyLabel: null } });
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    expect(await inNoTime(world, 'run', 'one.jsonl')).toMatchObject({ code: 3, err: expect.stringContaining('lack the permission') });
  });

  it('says so when the batch was held because too much of it failed', async () => {
    const engine = new FakeEngine();
    engine.onJob = (job) => {
      engine.move(job.id, 'queued', { waiting: { kind: 'paused', until: null, keyLabel: null } });
      Object.assign(engine.batches.at(-1)!, { state: 'paused', held: { kind: 'failing', failed: 11, settled: 12 } });
    };
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    expect(await inNoTime(world, 'run', 'one.jsonl')).toMatchObject({
      code: 3,
      err: expect.stringContaining('1 job cannot go on. Their batch is held: 11 of 12 jobs failed.'),
    });
  });

  it('lets go on what was paused by hand, and says so', async () => {
    const engine = quickEngine();
    engine.status = { ...engine.status, paused: true };
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    expect(await world.run('run', 'one.jsonl')).toMatchObject({ code: 0, err: expect.stringContaining('The queue was paused and goes on.') });
  });

  it('asks for the passphrase of a locked vault when no other key is there', async () => {
    const engine = quickEngine();
    engine.status = { ...engine.status, vault: { kind: 'passphrase', state: 'locked' } };
    engine.keys = [fakeKey({ source: 'vault', state: 'locked' })];
    engine.handlers['vault.unlock'] = ({ passphrase }) => {
      expect(passphrase).toBe('open sesame');
      engine.keys = [fakeKey({ source: 'vault' })];
      return null;
    };
    const world = new FakeWorld(engine);
    world.write('one.jsonl', FOX);
    expect(await world.run('run', 'one.jsonl')).toMatchObject({ code: 1, err: expect.stringContaining('ABSTRAKT_PASSPHRASE') });
    world.env['ABSTRAKT_PASSPHRASE'] = 'open sesame';
    expect((await world.run('run', 'one.jsonl')).code).toBe(0);
  });
});
