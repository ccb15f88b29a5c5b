import { silentLogger, type Logger } from '../engine/log.ts';
import { fileLogger } from '../hosts/logger.ts';
import { receivingWebhooks } from '../hosts/webhook-receiver.ts';
import { systemClock } from '../system-clock.ts';
import { nodeWorkspace, openNodeEngine } from './node-engine.ts';
import type { World } from './world.ts';

export interface NodeWorldOptions {
  env: World['env'];
  cwd: string;
  version: string;
  /** Shows a line on standard error. */
  say(line: string): void;
}

/** What a command touches besides its terminal, on this machine: workspaces, real time, engines that keep a log in their workspace. */
export function nodeWorld({ env, cwd, version, say }: NodeWorldOptions): Pick<World, 'env' | 'cwd' | 'clock' | 'workspace' | 'openEngine' | 'report'> {
  let log: Logger = silentLogger;
  return {
    env,
    cwd,
    clock: systemClock,
    workspace: (flag) => nodeWorkspace(env, flag, cwd),
    async openEngine({ workspace: flag, baseUrl, mode, restore }) {
      const workspace = nodeWorkspace(env, flag, cwd);
      log = fileLogger(workspace, 'cli');
      const engine = await openNodeEngine({ workspace, baseUrl, mode, restore, env, host: 'cli', version, log, say });
      return mode === 'working' ? receivingWebhooks(engine, log) : engine;
    },
    report: (defect) => log.error('cli: a defect', { error: defect instanceof Error ? (defect.stack ?? defect.message) : String(defect) }),
  };
}
