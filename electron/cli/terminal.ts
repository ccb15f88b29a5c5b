import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** All of standard input. */
export function readInput(): Promise<string> {
  return text(process.stdin);
}

/** Asks on the terminal and shows nothing of what is typed; null where there is none, or the person gave up. */
export function askSecret(question: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return Promise.resolve(null);
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve) => {
    const end = (answer: string | null) => {
      terminal.removeAllListeners();
      terminal.close();
      process.stderr.write('\n');
      resolve(answer);
    };
    terminal.once('line', end);
    terminal.once('SIGINT', () => {
      end(null);
      process.kill(process.pid, 'SIGINT');
    });
    terminal.once('close', () => end(null));
  });
}

/** The width of the terminal that standard error writes to; null when it is none. */
export function terminalWidth(): number | null {
  return process.stderr.isTTY ? (process.stderr.columns ?? 80) : null;
}
