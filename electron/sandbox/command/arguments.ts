import { parseArgs, type ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import { faultsSchema } from '../faults/fault.ts';
import { WINDOW_KINDS } from '../limits/minute-window.ts';
import { REVISIONS, type SandboxOptions } from '../options.ts';
import { parseKeys, withAccounts, withCredits, withPermissions } from './key-specs.ts';
import { UsageError } from './usage-error.ts';

export interface CommandOptions {
  port: number;
  sandbox: Omit<SandboxOptions, 'clock' | 'fetch'>;
}

const durationsSchema = z.record(z.string(), z.union([z.number().positive(), z.strictObject({ medianMs: z.number().positive(), spread: z.number().min(0) })]));

/** As `parseArgs` takes them; `USAGE` explains each. */
export const OPTIONS = {
  port: { type: 'string', default: '4010' },
  keys: { type: 'string', default: 'free,pro,business' },
  window: { type: 'string', default: 'fixed' },
  revision: { type: 'string', default: 'B' },
  media: { type: 'string', default: 'real' },
  'time-scale': { type: 'string', default: '1' },
  durations: { type: 'string', default: '{}' },
  seed: { type: 'string', default: '1' },
  faults: { type: 'string', default: '[]' },
  'clock-offset-s': { type: 'string', default: '0' },
  'strict-body': { type: 'boolean', default: false },
  'no-data-uris': { type: 'boolean', default: false },
  credits: { type: 'string', multiple: true, default: [] as string[] },
  permissions: { type: 'string', multiple: true, default: [] as string[] },
  account: { type: 'string', multiple: true, default: [] as string[] },
  'webhook-secret': { type: 'string', default: 'whsec_sandbox' },
  help: { type: 'boolean', default: false },
} satisfies ParseArgsConfig['options'];

/** Reads the command line. Throws `UsageError`; returns null when help was asked for. */
export function parseCommand(args: readonly string[]): CommandOptions | null {
  const values = parse(args);
  if (values.help) return null;
  const keys = withAccounts(withPermissions(withCredits(parseKeys(values.keys), values.credits), values.permissions), values.account);
  return {
    port: numberIn('--port', values.port, 0, 65_535),
    sandbox: {
      keys,
      window: oneOf('--window', values.window, WINDOW_KINDS),
      revision: oneOf('--revision', values.revision, REVISIONS),
      media: oneOf('--media', values.media, ['real', 'stub'] as const),
      timeScale: numberIn('--time-scale', values['time-scale'], 0, 1000),
      seed: numberIn('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
      clockOffsetS: numberIn('--clock-offset-s', values['clock-offset-s'], -1e9, 1e9),
      faults: jsonOf('--faults', values.faults, faultsSchema),
      durations: jsonOf('--durations', values.durations, durationsSchema),
      strictBody: values['strict-body'],
      dataUris: values['no-data-uris'] ? 'refused' : 'accepted',
      webhookSecret: values['webhook-secret'],
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: OPTIONS,
    }).values;
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function numberIn(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new UsageError(`${option}: "${text}" is not a number from ${least} to ${most}`);
}

function oneOf<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`${option}: "${text}" is not one of ${choices.join(', ')}`);
}

function jsonOf<Schema extends z.ZodType>(option: string, text: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(parsedJson(option, text));
  if (parsed.success) return parsed.data;
  throw new UsageError(`${option}: ${z.prettifyError(parsed.error)}`);
}

function parsedJson(option: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${option}: not JSON: ${text}`);
  }
}
