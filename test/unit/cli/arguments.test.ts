import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES, parseArguments } from '../../../electron/cli/arguments.ts';
import { helpText } from '../../../electron/cli/help.ts';

const COMMON = { workspace: undefined, baseUrl: undefined, json: false, restore: false };
const commandOf = (...argv: string[]) => {
  const request = parseArguments(argv);
  return request.kind === 'command' ? request.command : request;
};

describe('arguments', () => {
  it('reads run with all its options, in any order', () => {
    expect(commandOf('run', '--json', '--model', 'flux', 'p.csv', '--again', '--uncertain=resubmit', '--workspace', 'w', '--base-url=http://h/v1')).toEqual({
      name: 'run',
      workspace: 'w',
      baseUrl: 'http://h/v1',
      json: true,
      restore: false,
      file: 'p.csv',
      model: 'flux',
      again: true,
      release: false,
      uncertain: 'resubmit',
    });
  });

  it('reads the other commands', () => {
    expect(commandOf('status')).toEqual({ name: 'status', ...COMMON });
    expect(commandOf('jobs', '--state', 'failed,uncertain', '--state', 'done', '--batch', '3')).toEqual({
      name: 'jobs',
      ...COMMON,
      states: ['failed', 'uncertain', 'done'],
      batchId: 3,
    });
    expect(commandOf('keys')).toEqual({ name: 'keys', ...COMMON, action: 'list' });
    expect(commandOf('keys', 'add', '--label', 'nord')).toEqual({ name: 'keys', ...COMMON, action: 'add', label: 'nord' });
    expect(commandOf('keys', 'remove', 'nord')).toEqual({ name: 'keys', ...COMMON, action: 'remove', key: 'nord' });
    expect(commandOf('keys', 'set', 'nord', '--budget', '12.5', '--account', 'none')).toEqual({
      name: 'keys',
      ...COMMON,
      action: 'set',
      key: 'nord',
      budget: { credits: 12.5, unknown: 'wait' },
      account: null,
    });
    expect(commandOf('run', 'a', '--budget', 'none')).toMatchObject({ budget: null });
    expect(commandOf('export', 'out', '--pattern', '{hash}', '--sidecars')).toEqual({
      name: 'export',
      leaving: 'as-is',
      ...COMMON,
      folder: 'out',
      pattern: '{hash}',
      sidecars: true,
      batchId: undefined,
    });
    expect(commandOf('doctor', '--rehash')).toEqual({ name: 'doctor', ...COMMON, rehash: true, mend: false, lookIn: [] });
    expect(commandOf('doctor', '--mend', '--restore')).toEqual({ name: 'doctor', ...COMMON, restore: true, rehash: false, mend: true, lookIn: [] });
    expect(commandOf('rebuild', '--force')).toEqual({ name: 'rebuild', ...COMMON, force: true });
    expect(commandOf('resolve', 'release', '--job', '3,4', '--job', '9')).toEqual({
      name: 'resolve',
      ...COMMON,
      decision: 'release',
      jobIds: [3, 4, 9],
      batchId: undefined,
      always: false,
    });
  });

  it.each([
    [['fly'], 'no command "fly"'],
    [['run'], 'needs FILE'],
    [['run', 'a', '--restore'], 'first look at what a backup brings back'],
    [['run', 'a', 'b'], 'does not know what to do with "b"'],
    [['run', 'a', '--uncertain', 'maybe'], '--uncertain is'],
    [['run', 'a', '--concurrency', '4'], "Unknown option '--concurrency'"],
    [['run', 'a', '--model'], '--model'],
    [['jobs', '--state', 'sleeping'], 'not a state'],
    [['jobs', '--batch', 'x'], '--batch is the number'],
    [['keys', 'sell'], 'keys has no "sell"'],
    [['keys', 'set', 'nord'], 'needs --budget or --account'],
    [['keys', 'set', '--budget', '1'], 'needs LABEL'],
    [['run', 'a', '--budget', 'much'], '--budget is a number'],
    [['run', 'a', '--budget', '-1'], '--budget'],
    [['export'], 'needs DIR'],
    [['resolve'], 'needs DECISION'],
    [['resolve', 'forget'], 'DECISION is'],
    [['resolve', 'fail', '--always', '--batch', '1'], '--always is for resubmit'],
    [['resolve', 'fail', '--job', 'x'], '--job is the number'],
    [['status', 'now'], 'does not know what to do with "now"'],
  ])('refuses %j', (argv, why) => {
    expect(() => parseArguments(argv)).toThrow(why);
  });

  it('never takes a secret from the command line', () => {
    expect(() => parseArguments(['keys', 'add', 'sk_live_0123456789'])).toThrow('never stands on the command line');
  });

  it('helps with everything', () => {
    expect(parseArguments([])).toEqual({ kind: 'help', topic: null });
    expect(parseArguments(['help', 'run'])).toEqual({ kind: 'help', topic: 'run' });
    for (const name of COMMAND_NAMES) {
      expect(parseArguments([name, '--help'])).toEqual({ kind: 'help', topic: name });
      expect(helpText(name)).toContain(`abstrakt-companion ${name}`);
      expect(helpText(null)).toContain(`  ${name}`);
    }
  });
});
