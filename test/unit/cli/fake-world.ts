import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../../../electron/cli/main.ts';
import type { OpenOptions, World } from '../../../electron/cli/world.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import type { Clock } from '../../../shared/clock.ts';
import { FakeEngine } from './fake-engine.ts';

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** A folder, an environment and a terminal of the test's own; commands run in them as the program runs them. */
export class FakeWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'companion-cli-'));
  readonly opened: OpenOptions[] = [];
  readonly defects: unknown[] = [];
  readonly interrupt = new AbortController();
  readonly env: Record<string, string | undefined> = {};
  engine: FakeEngine;
  clock: Clock = systemClock;
  input = '';
  secrets: string[] | null = null;
  width: number | null = null;

  constructor(engine = new FakeEngine()) {
    this.engine = engine;
    onTestFinished(() => rmSync(this.folder, { recursive: true }));
  }

  write(name: string, text: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), text);
  }

  async run(...argv: string[]): Promise<Outcome> {
    let [out, err] = ['', ''];
    const world: World = {
      env: this.env,
      cwd: this.folder,
      pid: 1,
      clock: this.clock,
      out: (text) => (out += text),
      err: (text) => (err += text),
      terminalWidth: () => this.width,
      readInput: async () => this.input,
      askSecret: async () => this.secrets?.shift() ?? null,
      interrupted: this.interrupt.signal,
      workspace: (flag) => resolve(this.folder, flag ?? 'workspace'),
      openEngine: async (options) => {
        this.opened.push(options);
        return this.engine;
      },
      report: (defect) => void this.defects.push(defect),
    };
    const code = await runCli(argv, '1.2.3', world);
    return { code, out, err };
  }
}
