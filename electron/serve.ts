/** The browser host: the engine in this process, its pages and calls on a loopback address that only the holder of a token can use. */
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { exitCodeOf } from './cli/exit-codes.ts';
import { holding } from './cli/holding.ts';
import { interruption } from './cli/interruption.ts';
import { nodeWorkspace, openNodeEngine } from './cli/node-engine.ts';
import { startGateway, type Gateway, type GatewayOptions } from './gateway/gateway.ts';
import { openBrowser } from './gateway/open-browser.ts';
import { parseServeArguments, SERVE_HELP, type ServeArguments } from './gateway/serve-arguments.ts';
import { newToken } from './gateway/session.ts';
import { receivingWebhooks } from './hosts/webhook-receiver.ts';
import { fileLogger } from './hosts/logger.ts';
import { redact } from './hosts/redact.ts';
import { spawnSandboxChild } from './hosts/sandbox-child.ts';
import { sandboxLauncher } from './hosts/sandbox-launcher.ts';
import { systemClock } from './system-clock.ts';

declare const __VERSION__: string;

const USUAL_PORT = 4173;
/** Where Vite puts what it builds: this program and the sandbox side by side, the pages next door. */
const SANDBOX = join(import.meta.dirname, 'sandbox.js');
const PAGES = { root: join(import.meta.dirname, '..', 'renderer'), index: 'renderer/index.html' };

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const asked = parseServeArguments(process.argv.slice(2), process.env);
  if (!asked) {
    process.stdout.write(SERVE_HELP);
    return 0;
  }
  const interrupted = interruption(process, systemClock, () => say('\nStopping: nothing new is sent. Ctrl-C again ends at once.'));
  return serve(asked, interrupted);
}

async function serve(asked: ServeArguments, interrupted: AbortSignal): Promise<number> {
  const workspace = nodeWorkspace(process.env, asked.workspace);
  const log = fileLogger(workspace, 'browser');
  const sandbox = sandboxLauncher({ clock: systemClock, spawn: (args) => spawnSandboxChild(SANDBOX, args) });
  const opened = await openNodeEngine({
    workspace,
    env: process.env,
    baseUrl: asked.baseUrl,
    host: 'browser',
    version: __VERSION__,
    log,
    sandbox,
    mode: 'working',
    restore: asked.restore,
    say,
    ...(asked.folder === null ? {} : { chooseFolder: async () => asked.folder }),
  });
  const engine = await receivingWebhooks(opened, log);
  try {
    const gateway = await openGateway({ engine, token: asked.token ?? newToken(), pages: PAGES, clock: systemClock, log }, asked.port);
    process.stdout.write(`Abstrakt Companion: ${gateway.address}\n`);
    if (asked.open) openBrowser({ platform: process.platform, env: process.env }, gateway.address);
    await aborted(interrupted);
    await gateway.close();
  } finally {
    await engine.stop();
  }
  return 0;
}

/** The usual port may be another companion's; one that was asked for is not exchanged for another. */
async function openGateway(options: Omit<GatewayOptions, 'port'>, port: number | null): Promise<Gateway> {
  if (port !== null) return startGateway({ ...options, port });
  try {
    return await startGateway({ ...options, port: USUAL_PORT });
  } catch (error) {
    if (AppError.from(error).code !== 'CONFLICT') throw error;
    return startGateway({ ...options, port: 0 });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function cannotStart(thrown: unknown): number {
  const { code, message, details } = AppError.from(thrown);
  const restorable = code === 'WORKSPACE_BROKEN' && typeof details?.['backupAt'] === 'number';
  say(`${message}${restorable ? ' The same command with --restore does that.' : ''} ${code}`);
  if (code === 'INTERNAL' && thrown instanceof Error) say(redact(thrown.stack ?? thrown.message));
  return exitCodeOf(code);
}

process.exitCode = await holding(main()).catch(cannotStart);
process.exit();
