import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/errors.ts';

export interface ServeArguments {
  workspace: string | undefined;
  baseUrl: string | undefined;
  /** null: the usual one, or any free one where that is taken. */
  port: number | null;
  /** null: a new one for this start. */
  token: string | null;
  open: boolean;
  /** A damaged database is replaced by its last good backup. */
  restore: boolean;
  /** What the pages get when they ask for a folder: this host has no dialog. null: they are told so. */
  folder: string | null;
}

export const SERVE_HELP = `abstrakt-companion, in the browser: the engine here, its pages on 127.0.0.1

  --workspace DIR   the folder with database and files; else ABSTRAKT_WORKSPACE, else one among your application data
  --port N          else 4173, or any free one
  --base-url URL    address of the API, with /v1; else ABSTRAKT_BASE_URL, else https://api.abstrakt.one/v1
  --token TEXT      a token of your own (16 to 200 letters, digits, - and _) instead of a new one at each start; ABSTRAKT_TOKEN keeps it
                    out of the list of processes
  --no-open         do not open a browser
  --folder DIR      the folder that pages may export to, look for lost files in, or move the library to; without it they can't ask for one
  --restore         when the database is damaged, put its last good backup back; the damaged one is kept beside it

Prints the address to open. Keys come from ABSTRAKT_API_KEYS, or are added on the Keys screen.
`;

const OPTIONS = {
  workspace: { type: 'string' },
  port: { type: 'string' },
  'base-url': { type: 'string' },
  token: { type: 'string' },
  'no-open': { type: 'boolean' },
  restore: { type: 'boolean' },
  folder: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** null: help was asked for. Throws BAD_INPUT. */
export function parseServeArguments(argv: string[], env: Readonly<Record<string, string | undefined>>): ServeArguments | null {
  const values = parse(argv);
  if (values.help) return null;
  return {
    workspace: values.workspace,
    baseUrl: values['base-url'],
    port: values.port === undefined ? null : portOf(values.port),
    token: tokenOf(values.token ?? env['ABSTRAKT_TOKEN']),
    open: !values['no-open'],
    restore: values.restore ?? false,
    folder: values.folder === undefined || values.folder === '' ? null : resolve(values.folder),
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw badInput(error instanceof Error ? error.message.split('. ')[0]! : 'The options cannot be read');
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw badInput('--port is a number from 0 to 65535');
}

function tokenOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (/^[\w-]{16,200}$/.test(text)) return text;
  throw badInput('A token has 16 to 200 letters, digits, - and _');
}

function badInput(message: string): AppError {
  return new AppError('BAD_INPUT', `${message}. Nothing was started. --help tells the options.`);
}
