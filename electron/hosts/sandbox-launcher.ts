import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SandboxHandle, SandboxLauncher } from '../engine/sandbox-launcher.ts';
import { readReadyLine, type ReadyLine } from './sandbox-ready.ts';

/** The practice API as the first run starts it: a key of each plan, jobs four times as quick, the same pictures each time. */
export const SANDBOX_ARGS = ['--port', '0', '--keys', 'free,pro,business', '--time-scale', '0.25', '--seed', '1'] as const;

const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 3_000;

/** A process of our own that runs the sandbox, whatever started it (Node's child process, Electron's utility process). */
export interface SandboxProcess {
  /** Calls `listener` with text from its standard output, in pieces. */
  onOutput(listener: (text: string) => void): void;
  /** Calls `listener` once when it ended; `how` completes the sentence "The sandbox …". */
  onEnd(listener: (how: string) => void): void;
  /** Asks it to end; `force` ends it at once. */
  kill(force: boolean): void;
}

export interface SandboxLauncherOptions {
  clock: Clock;
  spawn(args: readonly string[]): SandboxProcess;
}

/** Starts the sandbox in a process of its own and waits for its ready line. `start` rejects with INTERNAL when it does not come within 20 s. */
export function sandboxLauncher({ clock, spawn }: SandboxLauncherOptions): SandboxLauncher {
  return {
    async start() {
      const process = spawn(SANDBOX_ARGS);
      const ended = new Promise<string>((resolve) => process.onEnd((how) => resolve(`The sandbox ${how}.`)));
      try {
        return handle(clock, process, ended, await ready(clock, process, ended));
      } catch (error) {
        process.kill(true);
        throw error;
      }
    },
  };
}

function handle(clock: Clock, process: SandboxProcess, ended: Promise<string>, line: ReadyLine): SandboxHandle {
  return {
    ...line,
    ended,
    async stop() {
      process.kill(false);
      const cancel = clock.setTimer(STOP_WITHIN_MS, () => process.kill(true));
      await ended;
      cancel();
    },
  };
}

function ready(clock: Clock, process: SandboxProcess, ended: Promise<string>): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new AppError('INTERNAL', `${why} Nothing was sent, nothing was charged. Start it again, or use a real key.`));
    const cancel = clock.setTimer(READY_WITHIN_MS, () => fail('The sandbox did not answer within 20 s.'));
    readReadyLine(process, (line) => {
      cancel();
      resolve(line);
    });
    void ended.then((sentence) => {
      cancel();
      fail(sentence);
    });
  });
}
