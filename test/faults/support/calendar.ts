import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SHIFTED = pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href;
const HOUR_MS = 3_600_000;

/**
 * The wall clocks of a field's programs, which can be set while they run. Real processes: a module that Node loads before them shifts
 * `Date.now`, which is where the built programs read the time; the monotonic clock goes on as ever, as it does when a machine sleeps or is set.
 */
export class Calendar {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  environment(who: 'companion' | 'server'): Record<string, string> {
    return { NODE_OPTIONS: `--import=${SHIFTED}`, FAULTS_CLOCK: this.#file(who) };
  }

  /** From now on: that process, and those that are started later. */
  set(who: 'companion' | 'server', hours: number, running?: ChildProcess): void {
    writeFileSync(this.#file(who), String(hours * HOUR_MS));
    running?.kill('SIGUSR2');
  }

  #file(who: string): string {
    return join(this.#folder, `${who}.clock`);
  }
}
