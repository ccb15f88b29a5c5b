import { systemClock } from '../system-clock.ts';
import { parseCommand, type CommandOptions } from './command/arguments.ts';
import { onStopAsked, tellParent } from './command/parent.ts';
import { listen } from './command/server.ts';
import { UsageError } from './command/usage-error.ts';
import { USAGE } from './command/usage.ts';
import { createSandbox } from './sandbox.ts';

/** Exit codes: 0 stopped as asked, 1 the port is taken or something broke, 2 called wrongly. */
async function main(): Promise<void> {
  try {
    const options = parseCommand(process.argv.slice(2));
    if (options === null) process.stdout.write(USAGE);
    else await serve(options);
  } catch (thrown) {
    process.stderr.write(`sandbox: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exitCode = thrown instanceof UsageError ? 2 : 1;
  }
}

async function serve({ port, sandbox: options }: CommandOptions): Promise<void> {
  const sandbox = createSandbox({ ...options, clock: systemClock, fetch: globalThis.fetch });
  const server = await listen(sandbox, port);
  onStopAsked(() => {
    sandbox.close();
    void server.close().then(() => process.exit(0));
  });
  const ready = { baseUrl: server.baseUrl, keys: sandbox.keys };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  tellParent(ready);
}

await main();
