import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { holding } from '../../../electron/cli/holding.ts';

const HOLDING = pathToFileURL(join(import.meta.dirname, '../../../electron/cli/holding.ts')).href;

/** Exit code of a program that waits for something that does not keep Node's event loop alive. */
function exitCodeOf(wait: string): number | null {
  const program = `import { holding } from ${JSON.stringify(HOLDING)}; const idle = new Promise((resolve) => setTimeout(resolve, 50).unref()); ${wait}`;
  return spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', program]).status;
}

it('keeps a program from ending before its work is over', () => {
  expect(exitCodeOf('await idle;')).toBe(13);
  expect(exitCodeOf('await holding(idle);')).toBe(0);
});

it('tells what the work told', async () => {
  expect(await holding(Promise.resolve(3))).toBe(3);
  await expect(holding(Promise.reject(new Error('no')))).rejects.toThrow('no');
});
