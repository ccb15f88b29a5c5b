import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { RunSummary } from '../../electron/cli/run/summary.ts';
import { runCli } from '../../electron/cli/main.ts';
import { nodeWorld } from '../../electron/cli/node-world.ts';
import { parseCommand } from '../../electron/sandbox/command/arguments.ts';
import { listen } from '../../electron/sandbox/command/server.ts';
import { createSandbox } from '../../electron/sandbox/sandbox.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { acceptedAt, start, testFolder, type Ended, type StartOptions, type WorkbenchSandbox } from './cli-programs.ts';

const programs = inject('programs');

function promptFile(folder: string, count: number): void {
  const lines = Array.from({ length: count }, (_, index) => JSON.stringify({ model: 'flux-schnell', input: { prompt: `fox ${index + 1}` } }));
  writeFileSync(join(folder, 'prompts.jsonl'), `${lines.join('\n')}\n`);
}

/**
 * A folder with prompts, a sandbox in this process, and the command line set to use it: `cli` as a program, for what ends or meets one; `command` in this
 * process, on the same engine and files, for all else: a program takes a second to start.
 */
export async function workbench(jobs: number, sandboxArgs: string[]) {
  const folder = testFolder();
  promptFile(folder, jobs);
  const sandbox = await sandboxHere(['--media', 'stub', ...sandboxArgs]);
  const usual = { ABSTRAKT_API_KEYS: sandbox.keys, ABSTRAKT_BASE_URL: sandbox.baseUrl };
  const cli = (args: string[], options: Partial<StartOptions> = {}) =>
    start(programs, 'cli', [...args, '--workspace', 'w'], { cwd: folder, env: usual, ...options });
  const command = (args: string[], { env = usual, input = '' }: Pick<Partial<StartOptions>, 'env' | 'input'> = {}) =>
    commandHere([...args, '--workspace', 'w'], folder, env, input);
  return { folder, sandbox, cli, command };
}

async function sandboxHere(args: string[]): Promise<WorkbenchSandbox> {
  const command = parseCommand(args);
  if (!command) throw new Error('no help here');
  const sandbox = createSandbox({ ...command.sandbox, clock: systemClock, fetch: globalThis.fetch });
  const server = await listen(sandbox, 0);
  onTestFinished(async () => {
    sandbox.close();
    await server.close();
  });
  return {
    baseUrl: server.baseUrl,
    keys: sandbox.keys.map((key) => `${key.label}=${key.secret}`).join(','),
    secrets: sandbox.keys.map((key) => key.secret),
    accepted: () => acceptedAt(server.baseUrl),
  };
}

/** What the command line does and says in this process. */
async function commandHere(args: string[], cwd: string, env: Record<string, string>, input: string): Promise<Pick<Ended, 'code' | 'out' | 'err'>> {
  const told = { out: '', err: '' };
  const code = await runCli(args, '0.0.0', {
    ...nodeWorld({ env, cwd, version: '0.0.0', say: (line) => void (told.err += `${line}\n`) }),
    pid: process.pid,
    out: (text) => void (told.out += text),
    err: (text) => void (told.err += text),
    terminalWidth: () => null,
    readInput: () => Promise.resolve(input),
    askSecret: () => Promise.resolve(null),
    interrupted: new AbortController().signal,
  });
  return { code, ...told };
}

export const summaryOf = (out: string) => JSON.parse(out) as RunSummary;

/** Files of the workspace in which a secret stands. */
export function leaks(folder: string, { secrets }: WorkbenchSandbox): string[] {
  const files = readdirSync(join(folder, 'w'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).filter((file) => secrets.some((secret) => readFileSync(file, 'latin1').includes(secret)));
}
