import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Engine, EngineOptions } from '../engine/engine-types.ts';
import { createEngine } from '../engine/engine.ts';
import { environmentKeys } from '../engine/keys/environment.ts';
import { createPassphraseVault } from '../engine/keys/passphrase-vault.ts';
import { apiBaseUrl } from '../hosts/api-base-url.ts';
import { openingWords } from '../hosts/opening-words.ts';
import { workspacePath } from '../hosts/workspace-path.ts';
import { systemClock } from '../system-clock.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface NodeEngineOptions {
  workspace: string;
  env: Environment;
  /** Value of `--base-url`. */
  baseUrl: string | undefined;
  host: 'browser' | 'cli';
  version: string;
  log: EngineOptions['log'];
  sandbox?: EngineOptions['sandbox'];
  chooseFolder?: EngineOptions['chooseFolder'];
  /** `idle`: to look and to keep keys; the queue stays as it is. */
  mode: 'working' | 'idle';
  /** Put the last good backup in the place of a damaged database. */
  restore: boolean;
  /** Shows a line while the workspace is being opened. */
  say: (line: string) => void;
}

export function nodeWorkspace(env: Environment, flag: string | undefined, cwd = process.cwd()): string {
  return workspacePath({ platform: process.platform, env, home: homedir(), cwd, flag });
}

/** The engine as hosts without Electron run it: Node's fetch, the passphrase vault, keys from the environment. Rejects with an AppError. */
export async function openNodeEngine(options: NodeEngineOptions): Promise<Engine> {
  const { workspace, env, baseUrl, host, version, log, sandbox, chooseFolder, mode, restore, say } = options;
  return createEngine({
    workspace,
    baseUrl: apiBaseUrl({ env, flag: baseUrl }),
    host,
    version,
    clock: systemClock,
    random: Math.random,
    fetch: globalThis.fetch,
    vault: await createPassphraseVault(join(workspace, 'vault.json')),
    environmentKeys: environmentKeys(env),
    log,
    idle: mode === 'idle',
    restore,
    onWait(wait) {
      const words = openingWords(wait);
      if (words) say(words);
    },
    ...(sandbox ? { sandbox } : {}),
    ...(chooseFolder ? { chooseFolder } : {}),
  });
}
