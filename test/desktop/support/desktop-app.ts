import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { childEnvironment } from '../../../electron/hosts/child-environment.ts';
import type { CallInput, CallName, CallOutput, CallResult } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import '../../../renderer/client/window.ts';
import { electronLauncher, requireDisplay, ROOT, ROOT_SWITCHES } from './electron.ts';

/** Folders of one user of the app: what is opened in it again finds what was left. */
export class Home {
  readonly folder: string;
  workspace: string;

  constructor(folder: string) {
    this.folder = folder;
    this.workspace = join(folder, 'workspace');
  }

  /** The arguments that keep a start inside this home. */
  get switches(): string[] {
    return [...ROOT_SWITCHES, `--user-data-dir=${join(this.folder, 'user')}`];
  }

  /** Starts the app of this checkout. */
  async start(env: Record<string, string> = {}): Promise<Desktop> {
    const app = await _electron.launch({
      executablePath: await electronLauncher(this.folder),
      args: [...this.switches, '.', '--workspace', this.workspace],
      cwd: ROOT,
      env: { ...childEnvironment(process.env), ...env },
    });
    const page = await app.firstWindow();
    await page.waitForLoadState();
    return { app, page };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export async function makeHome(): Promise<Home> {
  requireDisplay();
  return new Home(await mkdtemp(join(tmpdir(), 'companion-desktop-')));
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
}

/** Calls the engine through the page's own bridge, as the renderer does. */
export async function call<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const bridge = (asked: { name: string; input: unknown }) => window.companion?.call(asked.name, asked.input) as Promise<unknown>;
  const result = (await page.evaluate(bridge, { name, input: input as unknown })) as CallResult<N>;
  if (!result.ok) throw AppError.fromData(result.error);
  return result.value;
}
