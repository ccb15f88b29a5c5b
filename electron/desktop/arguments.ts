import { homedir } from 'node:os';
import type { EnvironmentKey } from '../engine/engine-types.ts';
import { environmentKeys } from '../engine/keys/environment.ts';
import { apiBaseUrl } from '../hosts/api-base-url.ts';
import { flagValue } from '../hosts/flag-value.ts';
import { workspacePath } from '../hosts/workspace-path.ts';

export interface DesktopArguments {
  workspace: string;
  baseUrl: string;
  environmentKeys: EnvironmentKey[];
}

/**
 * What this start was asked for, from its arguments and environment. The keys are taken out of `env` as they are read: processes started later,
 * renderers among them, never see them. Throws BAD_INPUT.
 */
export function takeArguments(args: readonly string[], env: Record<string, string | undefined>): DesktopArguments {
  const keys = environmentKeys(env);
  for (const name of Object.keys(env)) if (name.startsWith('ABSTRAKT_API_KEY')) delete env[name];
  return {
    workspace: workspacePath({ platform: process.platform, env, home: homedir(), cwd: process.cwd(), flag: flagValue(args, '--workspace') }),
    baseUrl: apiBaseUrl({ env, flag: flagValue(args, '--base-url') }),
    environmentKeys: keys,
  };
}
