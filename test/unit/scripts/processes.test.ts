import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const scripts = join(import.meta.dirname, '..', '..', '..', 'scripts');
const url = (name: string) => JSON.stringify(new URL(`file://${join(scripts, name)}`).href);

/** Starts Node on a few lines of a module. */
function node(source: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8');
  return child;
}

const running = (program: string) => `
  import { runProgram } from ${url('run-program.mjs')};
  const { code } = await runProgram(process.execPath, ['-e', ${JSON.stringify(program)}]);
  process.exitCode = code;`;

describe('runProgram', () => {
  it('ends with the exit code of the program', async () => {
    const [code] = (await once(node(running('process.exit(3)')), 'exit')) as [number];
    expect(code).toBe(3);
  });

  it('hands signals on and waits for the program to end', async () => {
    const child = node(
      running(`process.on('SIGTERM', () => { console.log('asked'); setTimeout(() => process.exit(7), 50); }); setInterval(() => {}, 1000); console.log('up');`),
    );
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(7);
  });

  it('tells of a signal as shells do', async () => {
    const [code] = (await once(node(running(`process.kill(process.pid, 'SIGKILL')`)), 'exit')) as [number];
    expect(code).toBe(137);
  });
});

describe('runInBackground', () => {
  it('keeps what is said, and lets others go first', async () => {
    const child = node(`
      import { constants } from 'node:os';
      import { runInBackground } from ${url('run-program.mjs')};
      const program = "console.log(require('os').getPriority()); console.error('and more'); process.exit(3)";
      const { code, said } = await runInBackground(process.execPath, ['-e', program]);
      console.log(JSON.stringify({ code, said, low: String(constants.priority.PRIORITY_BELOW_NORMAL) }));`);
    const { code, said, low } = JSON.parse(await text(child.stdout)) as { code: number; said: string; low: string };
    expect(code).toBe(3);
    expect(said).toBe(`${low}\nand more\n`);
  });
});

describe('withLock', () => {
  const locking = (name: string, work: string) => `
    import { withLock } from ${url('lock.mjs')};
    await withLock(${JSON.stringify(name)}, async () => { ${work} }, (pid) => console.log('waits for ' + pid));`;

  it('lets one in at a time, and tells who is waited for', async () => {
    const name = `test ${process.pid} ${Math.random()}`;
    const first = node(
      locking(
        name,
        `const alive = setInterval(() => {}, 1000); process.once('SIGTERM', () => clearInterval(alive)); console.log('in');
      await new Promise((go) => process.once('SIGTERM', go));`,
      ),
    );
    await once(first.stdout, 'data');
    const second = node(locking(name, `console.log('in');`));
    let said = '';
    second.stdout.on('data', (text: string) => (said += text));
    await expect.poll(() => said, { timeout: 20_000 }).toBe(`waits for ${first.pid}\n`);
    first.kill('SIGTERM');
    await once(second, 'close');
    expect(said).toBe(`waits for ${first.pid}\nin\n`);
  });

  it('takes over from a process that is gone', async () => {
    const name = `test ${process.pid} ${Math.random()}`;
    const first = node(locking(name, `console.log('in'); await new Promise((go) => setTimeout(go, 60_000));`));
    await once(first.stdout, 'data');
    first.kill('SIGKILL');
    await once(first, 'exit');
    const second = node(locking(name, `console.log('in');`));
    const [said] = (await once(second.stdout, 'data')) as [string];
    expect(said.trim()).toBe('in');
    await once(second, 'exit');
  });
});
