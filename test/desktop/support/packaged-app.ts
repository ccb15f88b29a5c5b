import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { childEnvironment } from '../../../electron/hosts/child-environment.ts';
import type { Home } from './desktop-app.ts';
import { requireDisplay, ROOT } from './electron.ts';

export interface Packaged {
  page: Page;
  /** Closes the window, as a person does; resolves with the exit code. */
  close(): Promise<number | null>;
}

/** The program that `npm run package -- --linux dir` made; throws where there is none. */
function packagedProgram(): string {
  const program = join(ROOT, 'release', 'linux-unpacked', 'abstrakt-companion');
  if (!existsSync(program)) throw new Error('The packaged program is not there: npm run package -- --linux dir');
  return program;
}

/** Starts the packaged program. Its inspector is fused off, so it is reached as a browser is. */
export async function startPackaged(home: Home): Promise<Packaged> {
  requireDisplay();
  const args = [...home.switches, '--remote-debugging-port=0', '--workspace', home.workspace];
  const program = spawn(packagedProgram(), args, { cwd: home.folder, env: childEnvironment(process.env), stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
  const browser = await chromium.connectOverCDP(await debuggerAddress(program));
  const page = await firstPage(browser);
  return {
    page,
    async close() {
      await page.close();
      return ended;
    },
  };
}

function debuggerAddress(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stderr?.on('data', (data: Buffer) => {
      said += data.toString('utf8');
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    program.once('exit', (code) => reject(new Error(`the packaged program ended with code ${code}: ${said}`)));
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('the packaged program has no browser context');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForLoadState();
  return page;
}
