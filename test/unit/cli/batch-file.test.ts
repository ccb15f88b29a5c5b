import { describe, expect, it } from 'vitest';
import { inputKey } from '../../../shared/matrix/input-key.ts';
import type { CallArgs } from '../../../shared/contract.ts';
import { FakeEngine } from './fake-engine.ts';
import { MODEL } from './fake-model.ts';
import { FakeWorld } from './fake-world.ts';

/** An engine that finishes every job as it is enqueued, and tells with what its batches were made. */
function recording() {
  const engine = new FakeEngine();
  engine.onJob = (job) => engine.move(job.id, 'done');
  const made: CallArgs<'batch.create'>[] = [];
  const create = engine.call;
  engine.call = async (name, input) => {
    if (name === 'batch.create') made.push(input as CallArgs<'batch.create'>);
    return create(name, input);
  };
  return { world: new FakeWorld(engine), engine, made };
}

const job = (seed: number) => ({ model: 'flux', input: { prompt: `fox ${seed}`, seed } });
const fileOf = (more: object = {}) => JSON.stringify({ abstraktBatch: 1, name: 'Foxes', jobs: [job(1), job(2)], ...more });

describe('a batch as a JSON file', () => {
  it('is sent as it says: name, keys, start, trial, ceiling, rules, templates', async () => {
    const { world, made } = recording();
    const rules = { priority: 5, labels: ['studio'], tryFirst: 1, stopAfter: 3, uncertainRule: 'resubmit', templates: ['a fox'], creditBudget: { credits: 9 } };
    world.write('foxes.json', fileOf({ ...rules, start: { kind: 'at', at: '2026-01-05T14:00:00+01:00' } }));
    expect((await world.run('run', 'foxes.json')).code).toBe(0);
    expect(made).toEqual([
      expect.objectContaining({
        ...rules,
        name: 'Foxes',
        source: 'file',
        start: { kind: 'at', at: Date.UTC(2026, 0, 5, 13) },
        creditBudget: { credits: 9, unknown: 'wait' },
        jobs: [job(1), job(2)].map((one) => ({ ...one, priority: 0 })),
      }),
    ]);
  });

  it('is overruled by the command line', async () => {
    const { world, made } = recording();
    world.write('foxes.json', fileOf({ creditBudget: { credits: 9 } }));
    await world.run('run', 'foxes.json', '--budget', '4', '--uncertain', 'resubmit');
    expect(made[0]).toMatchObject({ creditBudget: { credits: 4, unknown: 'wait' }, uncertainRule: 'resubmit' });
  });

  it('leaves out what the library has, and says so; where it has all, nothing is enqueued', async () => {
    const { world, engine, made } = recording();
    const here = [job(1)];
    engine.handlers['compose.made'] = () => ({ made: here.map(({ input }) => ({ key: inputKey(input), sha256: 'aa', shown: true })), next: null });
    world.write('foxes.json', fileOf({ reuse: true }));
    const some = await world.run('run', 'foxes.json');
    expect([some.code, made[0]?.jobs]).toEqual([0, [{ ...job(2), priority: 0 }]]);
    expect(some.err).toContain('1 job is in the library already, and costs nothing.');
    here.push(job(2));
    const all = await world.run('run', 'foxes.json', '--json');
    expect([all.code, made.length, JSON.parse(all.out).requests.run]).toEqual([0, 1, 0]);
    expect(all.err).toContain('2 jobs are in the library already, and cost nothing. Nothing was enqueued.');
  });

  it('lets what waits for a look go with --release', async () => {
    const { world, engine } = recording();
    const released: number[] = [];
    engine.handlers['batch.release'] = ({ id }) => (released.push(id), { released: 1 });
    world.write('foxes.json', fileOf({ tryFirst: 1 }));
    await world.run('run', 'foxes.json', '--release');
    expect(released).toEqual([1]);
  });

  it('with mistakes is named line by line, and nothing is enqueued', async () => {
    const { world, made } = recording();
    world.write('bad.json', fileOf({ prority: 3, jobs: [job(1), { model: '' }] }));
    const { code, err } = await world.run('run', 'bad.json');
    expect(code).toBe(2);
    expect(err).toContain('job 2, model');
    expect(err).toContain('job 2, input');
    expect(err).toContain('prority');
    expect(made).toEqual([]);
  });

  it('names the line of a job that does not fit its model', async () => {
    const { world, engine } = recording();
    engine.models = [MODEL];
    const lines = [job(1), { model: 'flux', input: { prompt: 'x', num_images: 9 } }].map((one) => JSON.stringify(one)).join(',\n');
    world.write('foxes.json', `{"abstraktBatch": 1, "name": "Foxes",\n"jobs": [\n${lines}\n]}`);
    const { code, err } = await world.run('run', 'foxes.json');
    expect([code, err]).toEqual([2, expect.stringContaining('foxes.json:4: num_images')]);
  });
});
