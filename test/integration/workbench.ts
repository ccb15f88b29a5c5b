import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { RunSummary } from '../../electron/cli/run/summary.ts';
import { start, startSandbox, testFolder, type RunningSandbox, type StartOptions } from './cli-programs.ts';

const programs = inject('programs');

function promptFile(folder: string, count: number): void {
  const lines = Array.from({ length: count }, (_, index) => JSON.stringify({ model: 'flux-schnell', input: { prompt: `fox ${index + 1}` } }));
  writeFileSync(join(folder, 'prompts.jsonl'), `${lines.join('\n')}\n`);
}

/** A folder with prompts, a sandbox, and the command line set to use it. */
export async function workbench(jobs: number, sandboxArgs: string[]) {
  const folder = testFolder();
  promptFile(folder, jobs);
  const sandbox = await startSandbox(programs, folder, ['--media', 'stub', ...sandboxArgs]);
  const env = { ABSTRAKT_API_KEYS: sandbox.keys, ABSTRAKT_BASE_URL: sandbox.baseUrl };
  const cli = (args: string[], options: Partial<StartOptions> = {}) => start(programs, 'cli', [...args, '--workspace', 'w'], { cwd: folder, env, ...options });
  return { folder, sandbox, cli };
}

export const summaryOf = (out: string) => JSON.parse(out) as RunSummary;

/** Files of the workspace in which a secret stands. */
export function leaks(folder: string, { secrets }: RunningSandbox): string[] {
  const files = readdirSync(join(folder, 'w'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).filter((file) => secrets.some((secret) => readFileSync(file, 'latin1').includes(secret)));
}
