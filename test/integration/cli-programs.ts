import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** A program under way. */
export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #out = '';
  #err = '';
  #onText = () => {};

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#add(() => (this.#out += text)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#add(() => (this.#err += text)));
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out: this.#out, err: this.#err })));
  }

  /** The first match in what it wrote; rejects when it ends without one. */
  wrote(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(this.#out + this.#err);
        if (found) resolve(found);
      };
      this.#onText = look;
      look();
      void this.ended.then(({ code, out, err }) => reject(new Error(`ended with ${code} without ${String(pattern)}:\n${out}${err}`)));
    });
  }

  #add(append: () => void): void {
    append();
    this.#onText();
  }
}

export interface StartOptions {
  cwd: string;
  env?: Record<string, string>;
  input?: string;
  /** The user it runs as, where the tests are root. */
  uid?: number;
}

/** Starts one of the programs in a folder, in the test's own folder with nothing of our own environment's keys; killed when the test ends. */
export function start(programs: string, name: 'cli' | 'serve' | 'sandbox', args: string[], { cwd, env = {}, input, uid }: StartOptions): Running {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('ABSTRAKT_')));
  const child = spawn(process.execPath, [join(programs, 'electron', `${name}.js`), ...args], {
    cwd,
    // A test starts many: each after the first loads what Node has compiled before.
    env: { ...clean, DISPLAY: '', WAYLAND_DISPLAY: '', NODE_COMPILE_CACHE: join(programs, 'compiled'), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  if (input !== undefined) child.stdin?.end(input);
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Running(child);
}

export interface WorkbenchSandbox {
  baseUrl: string;
  /** As `ABSTRAKT_API_KEYS` takes them. */
  keys: string;
  secrets: string[];
  /** Runs it accepted, as it tells them itself. */
  accepted(): Promise<{ total: number; distinctInputs: number }>;
}

export interface RunningSandbox extends WorkbenchSandbox {
  running: Running;
}

export async function acceptedAt(baseUrl: string): ReturnType<WorkbenchSandbox['accepted']> {
  return (await fetch(new URL('/sandbox/accepted', baseUrl))).json() as ReturnType<WorkbenchSandbox['accepted']>;
}

/** The stand-in API in a process of its own. */
export async function startSandbox(programs: string, cwd: string, args: string[], env: Record<string, string> = {}): Promise<RunningSandbox> {
  const running = start(programs, 'sandbox', ['--port', '0', ...args], { cwd, env });
  const [line] = await running.wrote(/^\{.*\}$/m);
  const { baseUrl, keys } = JSON.parse(line) as { baseUrl: string; keys: { label: string; secret: string }[] };
  return {
    running,
    baseUrl,
    keys: keys.map((key) => `${key.label}=${key.secret}`).join(','),
    secrets: keys.map((key) => key.secret),
    accepted: () => acceptedAt(baseUrl),
  };
}

/** A folder that is removed when the test ends. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'companion-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Looks again until it holds: for what another process does. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
