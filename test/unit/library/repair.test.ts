import { copyFile, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Download, Downloader } from '../../../electron/engine/api/downloader.ts';
import { checkLibrary } from '../../../electron/engine/library/doctor.ts';
import { mendLibrary } from '../../../electron/engine/library/mend.ts';
import { findLost, lostOf } from '../../../electron/engine/library/repair/find-lost.ts';
import type { Fetched } from '../../../electron/engine/library/repair/repair.ts';
import { createVerifier } from '../../../electron/engine/library/verifier.ts';
import { createJobs } from '../../../electron/engine/queue/jobs.ts';
import { createLedger } from '../../../electron/engine/queue/ledger.ts';
import { createFetchAgain } from '../../../electron/engine/runner/fetch-again.ts';
import { createTasks } from '../../../electron/engine/tasks/tasks.ts';
import { addKey, newBatch } from '../queue/support.ts';
import { bringHome, library, png, temporaryFolder } from './support.ts';

async function world() {
  const lib = await library();
  const first = await bringHome(lib, '1-0', png(4, 4, 1));
  const second = await bringHome(lib, '2-0', png(4, 4, 2));
  const path = async (sha256: string) => (await lib.files.open('asset', sha256))!.path;
  const mend = async (sources: Parameters<typeof mendLibrary>[0] | object = {}) => {
    const options = { ...lib, rehash: true, now: 9, ...sources };
    return mendLibrary(options, await checkLibrary(options));
  };
  return { ...lib, first, second, path, mend };
}

describe('a verify that repairs', () => {
  it('puts a file back that lies renamed in the library’s folders, and leaves no second copy', async () => {
    const { first, path, mend, workspace, files, ...lib } = await world();
    const was = await path(first.sha256);
    await rename(was, join(workspace, 'assets', 'my favourite.png'));
    const findings = await mend();
    expect(findings.map(({ kind, mended }) => [kind, mended])).toContainEqual(['missing-file', true]);
    expect(await files.hash(was)).toBe(first.sha256);
    expect((await readdir(join(workspace, 'assets'))).includes('my favourite.png')).toBe(false);
    expect(await checkLibrary({ ...lib, files, rehash: true })).toEqual([]);
  });

  it('replaces damaged bytes by a copy of an export, and keeps what was there', async () => {
    const { first, path, mend, workspace, files } = await world();
    const was = await path(first.sha256);
    await mkdir(join(workspace, 'exports', 'a day'), { recursive: true });
    await copyFile(was, join(workspace, 'exports', 'a day', 'fox.png'));
    await writeFile(was, Buffer.alloc(first.bytes, 7));
    expect((await mend()).map(({ kind, mended }) => [kind, mended])).toEqual([['hash-mismatch', true]]);
    expect(await files.hash(was)).toBe(first.sha256);
    expect(await readdir(join(workspace, 'set-aside'))).toHaveLength(1);
    expect(await readdir(join(workspace, 'exports', 'a day'))).toEqual(['fox.png']);
  });

  it('writes a sidecar anew that cannot be read', async () => {
    const { first, path, mend, files, assets } = await world();
    await writeFile((await path(first.sha256)).replace('.png', '.json'), '{ "format": 1');
    expect((await mend()).map(({ kind, mended }) => [kind, mended])).toEqual([['missing-sidecar', true]]);
    expect(JSON.parse((await files.readSidecar(first.sha256))!)).toEqual(assets.sidecar(first.sha256));
  });

  it.each<[Fetched, string]>([
    ['no-address', 'No file of the library’s own folders has its bytes, and it has no address to be fetched from again.'],
    ['gone', 'and it is no longer at its address.'],
    ['other-bytes', 'and its address answers with something else now.'],
    ['unreachable', 'its address does not answer now, so try again later.'],
  ])('says of what stays lost what was tried: %s', async (fetched, words) => {
    const { first, path, mend } = await world();
    await rm(await path(first.sha256));
    const [told] = await mend({ fetchAgain: async () => fetched });
    expect(told).toMatchObject({ kind: 'missing-file', mended: false });
    expect(told!.message).toContain(words);
  });
});

/** Answers with these bytes, cut into pieces. */
function answering(download: Uint8Array | Exclude<Download, { kind: 'open' }>): Downloader {
  return {
    async open() {
      if (!(download instanceof Uint8Array)) return download;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let from = 0; from < download.length; from += 20) controller.enqueue(download.subarray(from, from + 20));
          controller.close();
        },
      });
      return { kind: 'open', status: 200, total: null, from: 0, etag: null, mime: null, body };
    },
  };
}

describe('bytes fetched again from where they came from', () => {
  async function remote(download: Parameters<typeof answering>[0]) {
    const one = await world();
    const [jobs, ledger] = [createJobs(one.db, () => {}), createLedger(one.db, () => {})];
    const keyId = addKey(one.db, 'one');
    jobs.createBatch(newBatch(1), 1);
    jobs.transaction(() => {
      const attemptId = ledger.openAttempt(1, keyId, 'sync', 1);
      jobs.move(1, 'claim', { attemptId });
      ledger.wantOutputs(attemptId, [{ url: 'https://x.example/1', kind: null, mime: null, width: null, height: null } as never]);
      ledger.outputHome(attemptId, 0, one.first.sha256);
    });
    const fetchAgain = createFetchAgain({ ...one, signal: new AbortController().signal, downloader: () => answering(download) });
    return { ...one, fetchAgain };
  }

  it('are back, and the asset is whole', async () => {
    const { first, path, mend, fetchAgain, files } = await remote(png(4, 4, 1));
    const was = await path(first.sha256);
    await rm(was);
    expect(await mend({ fetchAgain })).toMatchObject([{ kind: 'missing-file', mended: true }]);
    expect(await files.hash(was)).toBe(first.sha256);
  });

  it('are taken for none when they are others, or more than announced, and nothing of them stays', async () => {
    for (const other of [png(4, 4, 3), Buffer.concat([png(4, 4, 1), Buffer.alloc(1_000)])]) {
      const { first, path, fetchAgain, workspace, second } = await remote(other);
      await rm(await path(first.sha256));
      expect(await fetchAgain(first)).toBe('other-bytes');
      expect(await fetchAgain(second)).toBe('no-address');
      expect(await readdir(join(workspace, 'parts'))).toEqual([]);
    }
  });

  it('tell what is gone from what is only not reached', async () => {
    expect(await (await remote({ kind: 'gone' })).fetchAgain((await world()).first)).toBe('gone');
    expect(await (await remote({ kind: 'failed', message: '' })).fetchAgain((await world()).first)).toBe('unreachable');
  });
});

describe('files found again by hash', () => {
  it('in a folder a person points to: under any name, at any depth, links not followed, the folder left as it is', async () => {
    const { first, second, path, files, db, clock, assets } = await world();
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'old', 'שלום 🦊'), { recursive: true });
    const kept = join(folder, 'old', 'שלום 🦊', `${'ä'.repeat(100)}.bin`);
    await rename(await path(first.sha256), kept);
    const elsewhere = await temporaryFolder();
    await rename(await path(second.sha256), join(elsewhere, 'b.png'));
    await symlink(elsewhere, join(folder, 'link'));
    await writeFile(join(folder, 'decoy.png'), Buffer.alloc(first.bytes, 1));
    const tasks = createTasks({ clock, signal: new AbortController().signal, onChange: () => undefined });
    const told: string[] = [];
    const verifier = createVerifier({ db, clock, files, tasks, onAsset: (sha256) => told.push(sha256) });
    verifier.begin({ rehash: false, mend: false });
    await tasks.idle();
    expect(assets.get(first.sha256)?.missing).toBe(true);
    verifier.look(folder);
    await tasks.idle();
    expect(tasks.list()[0]?.message).toBe(`1 file of 2 found again in ${folder}. Nothing there has the bytes of the other one.`);
    expect(assets.get(first.sha256)?.missing).toBe(false);
    expect(assets.get(second.sha256)?.missing).toBe(true);
    expect(await files.hash(await path(first.sha256))).toBe(first.sha256);
    expect(await files.hash(kept)).toBe(first.sha256);
    expect(
      verifier
        .last()!
        .findings.filter(({ mended }) => mended)
        .map(({ sha256 }) => sha256),
    ).toEqual([first.sha256]);
    expect(told).toContain(first.sha256);
    verifier.look(elsewhere);
    await tasks.idle();
    expect(await lostOf(db, files)).toEqual([]);
    expect(tasks.list()[0]?.message).toBe(`1 file found again in ${elsewhere}, and copied to its place.`);
  });

  it('stops when it is told to', async () => {
    const { first, files, path } = await world();
    const folder = await temporaryFolder();
    await rename(await path(first.sha256), join(folder, 'a'));
    await expect(findLost([first], [folder], { files, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(await files.open('asset', first.sha256)).toBeNull();
  });
});
