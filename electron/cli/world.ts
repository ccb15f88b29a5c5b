import type { Clock } from '../../shared/clock.ts';
import type { Engine } from '../engine/engine-types.ts';

/** How a command opens the engine. `idle`: to read and to keep keys; it has no keys to send with, and no network. */
export interface OpenOptions {
  workspace: string | undefined;
  baseUrl: string | undefined;
  mode: 'working' | 'idle';
  /** Put the last good backup in the place of a damaged database. */
  restore: boolean;
}

/** All that a command touches besides the engine: the terminal, the environment, time. Tests pass their own. */
export interface World {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  pid: number;
  clock: Clock;
  /** Standard output: results only. */
  out(text: string): void;
  /** Standard error: progress, and what a person should know. */
  err(text: string): void;
  /** Standard error is a terminal: its width in characters now; null when it is not one. */
  terminalWidth(): number | null;
  /** All of standard input, as text. */
  readInput(): Promise<string>;
  /** Asks on the terminal without showing what is typed; null where there is no terminal. */
  askSecret(question: string): Promise<string | null>;
  /** Aborted by Ctrl-C or a request to end, with the exit code as its reason. The second Ctrl-C ends the process at once. */
  interrupted: AbortSignal;
  /** Where a command's workspace is: its `--workspace`, else the environment's or the user's own. */
  workspace(flag: string | undefined): string;
  openEngine(options: OpenOptions): Promise<Engine>;
  /** Keeps what went wrong inside the companion in its log. */
  report(defect: unknown): void;
}
