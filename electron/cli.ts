/** The command line: `abstrakt-companion run FILE` and its like. */
import { holding } from './cli/holding.ts';
import { interruption } from './cli/interruption.ts';
import { runCli } from './cli/main.ts';
import { nodeWorld } from './cli/node-world.ts';
import { askSecret, readInput, terminalWidth } from './cli/terminal.ts';
import { systemClock } from './system-clock.ts';

declare const __VERSION__: string;

const err = (text: string) => void process.stderr.write(text);

const run = runCli(process.argv.slice(2), __VERSION__, {
  ...nodeWorld({ env: process.env, cwd: process.cwd(), version: __VERSION__, say: (line) => err(`${line}\n`) }),
  pid: process.pid,
  out: (text) => void process.stdout.write(text),
  err,
  terminalWidth,
  readInput,
  askSecret,
  interrupted: interruption(process, systemClock, () => err('\nStopping: nothing new is sent. Ctrl-C again ends at once.\n')),
});
const code = await holding(run);
// Standard output may be a pipe that is still being read: what was written to it must arrive before the process ends.
process.stdout.write('', () => process.exit(code));
