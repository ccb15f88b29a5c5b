/** The command line: `abstrakt-companion run FILE` and its like. */
import { holding } from './cli/holding.ts';
import { interruption } from './cli/interruption.ts';
import { runCli } from './cli/main.ts';
import { nodeWorkspace, openNodeEngine } from './cli/node-engine.ts';
import { askSecret, readInput, terminalWidth } from './cli/terminal.ts';
import { silentLogger, type Logger } from './engine/log.ts';
import { receivingWebhooks } from './hosts/webhook-receiver.ts';
import { fileLogger } from './hosts/logger.ts';
import { systemClock } from './system-clock.ts';

declare const __VERSION__: string;

let log: Logger = silentLogger;
const err = (text: string) => void process.stderr.write(text);

const run = runCli(process.argv.slice(2), __VERSION__, {
  env: process.env,
  cwd: process.cwd(),
  pid: process.pid,
  clock: systemClock,
  out: (text) => void process.stdout.write(text),
  err,
  terminalWidth,
  readInput,
  askSecret,
  interrupted: interruption(process, systemClock, () => err('\nStopping: nothing new is sent. Ctrl-C again ends at once.\n')),
  workspace: (flag) => nodeWorkspace(process.env, flag),
  async openEngine({ workspace: flag, baseUrl, mode, restore }) {
    const workspace = nodeWorkspace(process.env, flag);
    log = fileLogger(workspace, 'cli');
    const engine = await openNodeEngine({ workspace, baseUrl, mode, restore, env: process.env, host: 'cli', version: __VERSION__, log });
    return mode === 'working' ? receivingWebhooks(engine, log) : engine;
  },
  report: (defect) => log.error('cli: a defect', { error: defect instanceof Error ? (defect.stack ?? defect.message) : String(defect) }),
});
const code = await holding(run);
// Standard output may be a pipe that is still being read: what was written to it must arrive before the process ends.
process.stdout.write('', () => process.exit(code));
