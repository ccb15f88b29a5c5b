import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '..', '..');
const SERVE = join(ROOT, 'dist', 'electron', 'serve.js');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where screenshots go: to be looked at, not to be compared. */
export const SHOTS = process.env['COMPANION_SCREENSHOTS'] ?? join(tmpdir(), 'companion-screenshots');

/** Debian's Chromium, or the one that CHROMIUM_PATH names. Without one the tests fail. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`There is no Chromium at ${executablePath}. Install Debian's chromium, or set CHROMIUM_PATH.`);
  return chromium.launch({ executablePath, args: FLAGS });
}

/** The built browser host in a process of its own, over a new workspace. */
export class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'companion-e2e-'));
  #child: ChildProcess | null = null;

  /** Starts it, or starts it again over the same workspace; resolves with the printed address. */
  async start(): Promise<string> {
    if (!existsSync(SERVE)) throw new Error('dist/ is not built. `npm run test:e2e` builds it first.');
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ABSTRAKT_')));
    const child = spawn(process.execPath, [SERVE, '--workspace', join(this.folder, 'workspace'), '--port', '0', '--no-open'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let [out, err] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    return new Promise((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(out);
        if (found) resolve(found[0]);
      });
      child.once('exit', (code) => reject(new Error(`The browser host ended with ${code}: ${err}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Errors a page told while it was open: exceptions, and refusals of its content policy. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}

/** What axe-core finds on the page that keeps people from using it, a line each. Evaluated from outside: the page's policy allows no inline script. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id} ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`));
}
