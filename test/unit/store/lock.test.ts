import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { onTestFinished, describe, expect, it } from 'vitest';
import { lockWorkspace } from '../../../electron/engine/store/lock.ts';
import { temporaryFolder } from './support.ts';

const ME = { host: 'cli', pid: process.pid, since: 5 };

/** Another process that holds the workspace. */
async function otherHolder(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'hold-lock.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

describe('a workspace', () => {
  it('is held by one, and the next is told by whom', () => {
    const folder = temporaryFolder();
    const release = lockWorkspace(folder, ME);
    onTestFinished(release);
    expect(() => lockWorkspace(folder, { host: 'desktop', pid: 1, since: 6 })).toThrow(
      expect.objectContaining({
        code: 'WORKSPACE_IN_USE',
        message: expect.stringContaining(`the command line (process ${process.pid})`) as string,
        details: { holder: ME },
      }),
    );
  });

  it('can be taken again once it is let go; letting go twice is letting go once', () => {
    const folder = temporaryFolder();
    const release = lockWorkspace(folder, ME);
    release();
    const again = lockWorkspace(folder, ME);
    onTestFinished(again);
    release();
    expect(existsSync(join(folder, 'engine.holder.json'))).toBe(true);
    expect(() => lockWorkspace(folder, ME)).toThrow(expect.objectContaining({ code: 'WORKSPACE_IN_USE' }));
  });

  it('that another process holds is refused, and free the moment that process is gone, however it went', async () => {
    const folder = temporaryFolder();
    const child = await otherHolder(folder);
    expect(() => lockWorkspace(folder, ME)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(`the desktop app (process ${child.pid})`) as string }),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    // What the dead process wrote of itself is still there, and means nothing.
    expect(existsSync(join(folder, 'engine.holder.json'))).toBe(true);
    lockWorkspace(folder, ME)();
  });

  it('whose holder left no readable note is refused all the same', () => {
    const folder = temporaryFolder();
    onTestFinished(lockWorkspace(folder, ME));
    writeFileSync(join(folder, 'engine.holder.json'), '{');
    expect(() => lockWorkspace(folder, ME)).toThrow(expect.objectContaining({ message: expect.stringContaining('another companion') as string }));
  });

  it('two in one folder of different names do not disturb each other', () => {
    onTestFinished(lockWorkspace(temporaryFolder(), ME));
    onTestFinished(lockWorkspace(temporaryFolder(), ME));
  });
});
