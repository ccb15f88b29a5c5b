import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partName } from '../../../electron/engine/library/layout.ts';
import type { StoredFile } from '../../../electron/engine/library/stored-file.ts';
import { createVerifier } from '../../../electron/engine/library/verifier.ts';
import { createTasks } from '../../../electron/engine/tasks/tasks.ts';
import { bringHome, library, png, webp } from './support.ts';

async function world() {
  const lib = await library();
  const tasks = createTasks({ clock: lib.clock, signal: new AbortController().signal, onChange: () => undefined });
  const told: string[] = [];
  const verifier = createVerifier({ ...lib, tasks, onAsset: (sha256) => told.push(sha256) });
  const stored: StoredFile[] = [];
  for (let at = 0; at < 3; at++) stored.push(await bringHome(lib, `${at + 1}-0`, png(4, 4, at)));
  const verify = async (how: Partial<{ rehash: boolean; mend: boolean }> = {}) => {
    verifier.begin({ rehash: false, mend: false, ...how });
    await tasks.idle();
    return verifier.last()!.findings;
  };
  const pathOf = (at: number) => join(lib.workspace, 'assets', stored[at]!.sha256.slice(0, 2), `${stored[at]!.sha256}.png`);
  return { ...lib, tasks, told, verifier, stored, verify, pathOf };
}

describe('a check of a library that is in use', () => {
  it('of what is whole finds nothing, and counts as it goes', async () => {
    const { verify, tasks } = await world();
    expect(await verify({ rehash: true })).toEqual([]);
    expect(tasks.list()[0]).toMatchObject({ state: 'done', done: 3, total: 3, message: '3 assets checked, every byte read: all whole.' });
  });

  it('shows what is gone as missing, and finds it again when it is back', async () => {
    const { verify, assets, stored, pathOf, told } = await world();
    await rename(pathOf(0), `${pathOf(0)}.away`);
    await rename(`${pathOf(0)}.away`, join(pathOf(0), '..', '..', '..', 'away'));
    expect(await verify()).toMatchObject([{ kind: 'missing-file', sha256: stored[0]!.sha256, mended: false }]);
    expect(assets.get(stored[0]!.sha256)?.missing).toBe(true);
    expect(assets.list({ text: 'is:missing', offset: 0, limit: 9 }).total).toBe(1);
    await rename(join(pathOf(0), '..', '..', '..', 'away'), pathOf(0));
    expect(await verify()).toEqual([]);
    expect(assets.get(stored[0]!.sha256)?.missing).toBe(false);
    expect(told.filter((sha256) => sha256 === stored[0]!.sha256).length).toBeGreaterThan(1);
  });

  it('of the same length but other bytes is found only by reading them', async () => {
    const { verify, stored, pathOf } = await world();
    const damaged = png(4, 4, 1);
    damaged[damaged.length - 20]! ^= 1;
    await writeFile(pathOf(1), damaged);
    expect(await verify()).toEqual([]);
    expect(await verify({ rehash: true })).toMatchObject([{ kind: 'hash-mismatch', sha256: stored[1]!.sha256 }]);
  });

  it('mends sidecars and thumbnails, and lets a download under way alone', async () => {
    const { verify, files, assets, stored, workspace, tasks } = await world();
    const [first] = stored;
    await files.putPicture('thumbnail', first!.sha256, webp());
    assets.setThumbnail(first!.sha256, { state: 'ready', width: null, height: null, durationS: null });
    await rm(join(workspace, 'thumbnails'), { recursive: true });
    await rm(join(workspace, 'assets', first!.sha256.slice(0, 2), `${first!.sha256}.json`));
    const part = await files.part(partName(99, 0));
    await part.append(Buffer.from('half'));
    const findings = await verify({ mend: true });
    expect(findings.map(({ kind, mended }) => `${kind} ${mended}`).toSorted()).toEqual(['missing-sidecar true', 'missing-thumbnail true']);
    expect(tasks.list()[0]?.message).toBe('3 assets checked: 2 found and mended.');
    expect(assets.get(first!.sha256)?.thumbnail).toBe('wanted');
    expect(part.bytes).toBe(4);
    await part.append(Buffer.from('whole'));
    await part.discard();
  });

  it('runs once at a time, and stops when it is told to', async () => {
    const { verifier, tasks } = await world();
    const task = verifier.begin({ rehash: true, mend: false });
    expect(() => verifier.begin({ rehash: false, mend: false })).toThrow('already');
    tasks.stop(task);
    await tasks.idle();
    expect(tasks.list()[0]).toMatchObject({ state: 'stopped' });
    expect(verifier.last()).toBeNull();
    verifier.begin({ rehash: false, mend: false });
    await tasks.idle();
    expect(verifier.last()?.assets).toBe(3);
  });
});
