import { describe, expect, it } from 'vitest';
import { OPTIONS, parseCommand } from '../../../electron/sandbox/command/arguments.ts';
import { parseKeys } from '../../../electron/sandbox/command/key-specs.ts';
import { USAGE } from '../../../electron/sandbox/command/usage.ts';
import { ENDPOINTS, FAULT_STAGES } from '../../../electron/sandbox/faults/fault.ts';
import { UsageError } from '../../../electron/sandbox/command/usage-error.ts';

describe('the command line', () => {
  it('has defaults for everything', () => {
    expect(parseCommand([])).toMatchObject({
      port: 4010,
      sandbox: { window: 'fixed', revision: 'B', timeScale: 1, media: 'real', seed: 1, faults: [], strictBody: false, dataUris: 'accepted' },
    });
    expect(parseCommand(['--help'])).toBeNull();
  });

  it('explains each option it takes, and takes each it explains', () => {
    const explained = [...USAGE.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
    expect(explained).toHaveLength(Object.keys(OPTIONS).length);
    expect(new Set(explained)).toEqual(new Set(Object.keys(OPTIONS)));
  });

  it('names every fault and every endpoint', () => {
    const words = new Set(USAGE.match(/[a-z0-9-]+/g));
    for (const name of [...Object.keys(FAULT_STAGES), ...ENDPOINTS]) expect(words).toContain(name);
  });

  it('names keys by plan, by label, and by their own limits', () => {
    expect(parseKeys('free,free,pro,studio=pro')).toEqual([
      { label: 'free', plan: 'free' },
      { label: 'free-2', plan: 'free' },
      { label: 'pro', plan: 'pro' },
      { label: 'studio', plan: 'pro' },
    ]);
    expect(parseKeys('big=600/40/9000')[0]?.limits).toEqual({ requestsPerMinute: 600, concurrentJobs: 40, requestsPerDay: 9000 });
  });

  it('gives keys credits and permissions', () => {
    const options = parseCommand(['--credits', 'free=10', '--permissions', 'pro=jobs:read+models:read']);
    expect(options?.sandbox.keys[0]).toEqual({ label: 'free', plan: 'free', credits: 10 });
    expect(options?.sandbox.keys[1]).toEqual({ label: 'pro', plan: 'pro', permissions: ['jobs:read', 'models:read'] });
    expect(parseCommand(['--account', 'free=Nord', '--account', 'pro=Nord'])?.sandbox.keys.map((key) => key.account)).toEqual(['Nord', 'Nord', undefined]);
  });

  it.each([
    [['--window', 'leaky'], '--window'],
    [['--revision', 'C'], '--revision'],
    [['--port', 'x'], '--port'],
    [['--port', '70000'], '--port'],
    [['--time-scale', '-1'], '--time-scale'],
    [['--keys', 'gold'], 'gold'],
    [['--keys', 'a=pro,a=free'], 'two keys are called a'],
    [['--credits', 'nobody=1'], 'nobody'],
    [['--credits', 'free=many'], 'many'],
    [['--permissions', 'free=fly'], 'fly'],
    [['--account', 'free='], 'LABEL=NAME'],
    [['--faults', '{'], 'not JSON'],
    [['--faults', '[{"kind":"hang"}]'], '--faults'],
    [['--durations', '{"m":-1}'], '--durations'],
    [['--unknown'], '--unknown'],
  ])('refuses %j with a message that names it', (args, named) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
    expect(() => parseCommand(args)).toThrow(named);
  });
});
