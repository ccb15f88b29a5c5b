import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { CreditBudget } from '../../shared/domain.ts';
import type { Leaving } from '../engine/library/export/content.ts';
import { JOB_STATES, type JobState } from '../../shared/job-state.ts';

export const COMMAND_NAMES = ['run', 'status', 'jobs', 'keys', 'export', 'import', 'resolve', 'doctor', 'rebuild', 'move', 'mirror'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

interface Common {
  workspace: string | undefined;
  baseUrl: string | undefined;
  json: boolean;
  /** A damaged database is replaced by its last good backup. */
  restore: boolean;
}

export type RunCommand = Common & {
  name: 'run';
  file: string;
  model: string | undefined;
  again: boolean;
  uncertain: 'ask' | 'resubmit';
  /** What waits for a look at the first jobs goes out. */
  release: boolean;
  budget: CreditBudget | null | undefined;
};
export type StatusCommand = Common & { name: 'status' };
export type JobsCommand = Common & { name: 'jobs'; states: JobState[]; batchId: number | undefined };
export type KeysCommand = Common &
  (
    | { name: 'keys'; action: 'list' }
    | { name: 'keys'; action: 'add'; label: string | undefined }
    | { name: 'keys'; action: 'remove'; key: string }
    | { name: 'keys'; action: 'set'; key: string; budget: CreditBudget | null | undefined; account: string | null | undefined }
  );
export type ExportCommand = Common & {
  name: 'export';
  folder: string;
  pattern: string | undefined;
  leaving: Leaving;
  sidecars: boolean;
  batchId: number | undefined;
};
export type ImportCommand = Common & { name: 'import'; paths: string[] };
export type DoctorCommand = Common & { name: 'doctor'; rehash: boolean; mend: boolean; lookIn: string[] };
/** Where the library's files go, or how a move goes on or ends. */
export type MoveCommand = Common & { name: 'move'; to: { kind: 'folder'; folder: string } | { kind: 'on' | 'back' | 'remove-old' | 'give-up' } };
/** The readable mirror: kept, in the folder it has where none is named, or ended. */
export type MirrorCommand = Common & {
  name: 'mirror';
  act: { kind: 'keep'; folder: string | undefined; template: string | undefined } | { kind: 'end'; remove: boolean };
};
export type RebuildCommand = Common & { name: 'rebuild'; force: boolean };
export type ResolveCommand = Common & {
  name: 'resolve';
  decision: 'resubmit' | 'fail' | 'release';
  jobIds: number[];
  batchId: number | undefined;
  always: boolean;
};
export type Command =
  | RunCommand
  | StatusCommand
  | JobsCommand
  | KeysCommand
  | ExportCommand
  | ImportCommand
  | ResolveCommand
  | DoctorCommand
  | RebuildCommand
  | MoveCommand
  | MirrorCommand;

export type Request = { kind: 'command'; command: Command } | { kind: 'help'; topic: CommandName | null } | { kind: 'version' };

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {
  readonly topic: CommandName | null;

  constructor(message: string, topic: CommandName | null) {
    super(message);
    this.topic = topic;
  }
}

const COMMON = {
  workspace: { type: 'string' },
  'base-url': { type: 'string' },
  json: { type: 'boolean' },
  restore: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Throws UsageError. `argv` is without the program's name. */
export function parseArguments(argv: string[]): Request {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', topic: null };
  if (first === 'help') return { kind: 'help', topic: isCommandName(rest[0]) ? rest[0] : null };
  if (first === '--version') return { kind: 'version' };
  if (!isCommandName(first)) throw new UsageError(`There is no command "${first}".`, null);
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', topic: first };
  return { kind: 'command', command: PARSERS[first](rest) };
}

function isCommandName(name: string | undefined): name is CommandName {
  return (COMMAND_NAMES as readonly (string | undefined)[]).includes(name);
}

const PARSERS: { [N in CommandName]: (argv: string[]) => Extract<Command, { name: N }> } = {
  run(argv) {
    const { values, positionals } = parse('run', argv, {
      model: { type: 'string' },
      again: { type: 'boolean' },
      release: { type: 'boolean' },
      uncertain: { type: 'string' },
      budget: { type: 'string' },
    });
    if (values.restore) throw new UsageError('run sends jobs: first look at what a backup brings back, with status --restore.', 'run');
    const uncertain = values.uncertain ?? 'ask';
    if (uncertain !== 'ask' && uncertain !== 'resubmit') throw new UsageError('--uncertain is "ask" or "resubmit".', 'run');
    return {
      name: 'run',
      ...common(values),
      file: only('run', 'FILE', positionals),
      model: values.model,
      again: values.again ?? false,
      release: values.release ?? false,
      uncertain,
      budget: budgetOf('run', values.budget),
    };
  },
  status(argv) {
    const { values, positionals } = parse('status', argv, {});
    nothingLeft('status', positionals);
    return { name: 'status', ...common(values) };
  },
  jobs(argv) {
    const { values, positionals } = parse('jobs', argv, { state: { type: 'string', multiple: true }, batch: { type: 'string' } });
    nothingLeft('jobs', positionals);
    return {
      name: 'jobs',
      ...common(values),
      states: (values.state ?? []).flatMap((list) => list.split(',')).map(jobState),
      batchId: batchId('jobs', values.batch),
    };
  },
  keys(argv) {
    const { values, positionals } = parse('keys', argv, { label: { type: 'string' }, budget: { type: 'string' }, account: { type: 'string' } });
    const [action = 'list', ...rest] = positionals;
    if (action === 'remove') return { name: 'keys', ...common(values), action, key: only('keys', 'LABEL', rest) };
    if (action === 'set') {
      const [budget, account] = [budgetOf('keys', values.budget), noneOf(values.account)];
      if (budget === undefined && account === undefined) throw new UsageError('keys set needs --budget or --account.', 'keys');
      return { name: 'keys', ...common(values), action, key: only('keys', 'LABEL', rest), budget, account };
    }
    if (rest.length > 0)
      throw new UsageError('A secret never stands on the command line, where other programs see it: keys add reads it from standard input.', 'keys');
    if (action === 'add') return { name: 'keys', ...common(values), action, label: values.label };
    if (action === 'list') return { name: 'keys', ...common(values), action };
    throw new UsageError(`keys has no "${action}": it has list, add, set and remove.`, 'keys');
  },
  export(argv) {
    const { values, positionals } = parse('export', argv, {
      pattern: { type: 'string' },
      sidecars: { type: 'boolean' },
      profile: { type: 'string' },
      batch: { type: 'string' },
    });
    return {
      name: 'export',
      leaving: leavingOf(values.profile),
      ...common(values),
      folder: only('export', 'DIR', positionals),
      pattern: values.pattern,
      sidecars: values.sidecars ?? false,
      batchId: batchId('export', values.batch),
    };
  },
  import(argv) {
    const { values, positionals } = parse('import', argv, {});
    if (positionals.length === 0) throw new UsageError('import needs PATH.', 'import');
    return { name: 'import', ...common(values), paths: positionals };
  },
  doctor(argv) {
    const { values, positionals } = parse('doctor', argv, {
      rehash: { type: 'boolean' },
      mend: { type: 'boolean' },
      'look-in': { type: 'string', multiple: true },
    });
    nothingLeft('doctor', positionals);
    const lookIn = values['look-in'] ?? [];
    if (lookIn.length > 0 && !values.mend) throw new UsageError('--look-in goes with --mend.', 'doctor');
    return { name: 'doctor', ...common(values), rehash: values.rehash ?? false, mend: values.mend ?? false, lookIn };
  },
  rebuild(argv) {
    const { values, positionals } = parse('rebuild', argv, { force: { type: 'boolean' } });
    nothingLeft('rebuild', positionals);
    return { name: 'rebuild', ...common(values), force: values.force ?? false };
  },
  move(argv) {
    const ways = { on: { type: 'boolean' }, back: { type: 'boolean' }, 'remove-old': { type: 'boolean' }, 'give-up': { type: 'boolean' } } as const;
    const { values, positionals } = parse('move', argv, ways);
    const asked = (Object.keys(ways) as (keyof typeof ways)[]).filter((way) => values[way]);
    const [way] = asked;
    if (asked.length + positionals.length !== 1) throw new UsageError('move takes DIR, or one of --on, --back, --remove-old and --give-up.', 'move');
    const to = way === undefined ? { kind: 'folder' as const, folder: positionals[0] ?? '' } : { kind: way };
    return { name: 'move', ...common(values), to };
  },
  mirror(argv) {
    const { values, positionals } = parse('mirror', argv, { template: { type: 'string' }, end: { type: 'string' } });
    const [folder, ...more] = positionals;
    nothingLeft('mirror', more);
    if (values.end === undefined) return { name: 'mirror', ...common(values), act: { kind: 'keep', folder, template: values.template } };
    if (folder !== undefined || values.template !== undefined) throw new UsageError('--end takes neither DIR nor --template.', 'mirror');
    if (values.end !== 'keep' && values.end !== 'remove') throw new UsageError('--end is "keep" or "remove".', 'mirror');
    return { name: 'mirror', ...common(values), act: { kind: 'end', remove: values.end === 'remove' } };
  },
  resolve(argv) {
    const { values, positionals } = parse('resolve', argv, { job: { type: 'string', multiple: true }, batch: { type: 'string' }, always: { type: 'boolean' } });
    const decision = only('resolve', 'DECISION', positionals);
    if (decision !== 'resubmit' && decision !== 'fail' && decision !== 'release')
      throw new UsageError('DECISION is "resubmit", "fail" or "release".', 'resolve');
    const always = values.always ?? false;
    if (always && (decision !== 'resubmit' || values.batch === undefined)) throw new UsageError('--always is for resubmit, and of one --batch.', 'resolve');
    const jobIds = (values.job ?? []).flatMap((list) => list.split(',')).map(jobId);
    return { name: 'resolve', ...common(values), decision, jobIds, batchId: batchId('resolve', values.batch), always };
  },
};

function parse<O extends NonNullable<ParseArgsConfig['options']>>(topic: CommandName, argv: string[], options: O) {
  try {
    return parseArgs({ args: argv, options: { ...COMMON, ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0]! + '.' : 'The options cannot be read.', topic);
  }
}

function common(values: {
  workspace?: string | undefined;
  'base-url'?: string | undefined;
  json?: boolean | undefined;
  restore?: boolean | undefined;
}): Common {
  return { workspace: values.workspace, baseUrl: values['base-url'], json: values.json ?? false, restore: values.restore ?? false };
}

function only(topic: CommandName, what: string, positionals: string[]): string {
  const [one, ...more] = positionals;
  if (one === undefined || one === '') throw new UsageError(`${topic} needs ${what}.`, topic);
  nothingLeft(topic, more);
  return one;
}

function nothingLeft(topic: CommandName, positionals: string[]): void {
  if (positionals.length > 0) throw new UsageError(`${topic} does not know what to do with "${positionals[0]}".`, topic);
}

/** A number of credits; `none` takes the ceiling away; undefined: not asked for. */
function budgetOf(topic: CommandName, text: string | undefined): CreditBudget | null | undefined {
  const amount = noneOf(text);
  if (amount === undefined || amount === null) return amount;
  if (!/^\d+(\.\d+)?$/.test(amount)) throw new UsageError('--budget is a number of credits, or none.', topic);
  return { credits: Number(amount), unknown: 'wait' };
}

function noneOf(text: string | undefined): string | null | undefined {
  return text === 'none' ? null : text;
}

function leavingOf(text = 'as-is'): Leaving {
  if (text === 'as-is' || text === 'everything' || text === 'prompt' || text === 'nothing') return text;
  throw new UsageError('--profile is "everything", "prompt", "nothing" or "as-is".', 'export');
}

function jobState(text: string): JobState {
  const state = JOB_STATES.find((name) => name === text.trim());
  if (!state) throw new UsageError(`"${text}" is not a state of jobs. They are ${JOB_STATES.join(', ')}.`, 'jobs');
  return state;
}

function jobId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text.trim())) throw new UsageError('--job is the number of a job, as `jobs` shows it.', 'resolve');
  return Number(text);
}

function batchId(topic: CommandName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError('--batch is the number of a batch, as `status` shows it.', topic);
  return Number(text);
}
