import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkLibrary } from '../../../electron/engine/library/doctor.ts';
import { bringHome, library, png, store } from './support.ts';

const check = async (lib: Awaited<ReturnType<typeof library>>, rehash = false) =>
  (await checkLibrary({ ...lib, rehash })).map(({ kind, sha256 }) => ({ kind, sha256 }));

test('a sound library has no findings, an empty one neither', async () => {
  const lib = await library();
  expect(await check(lib)).toEqual([]);
  for (let at = 0; at < 5; at++) await bringHome(lib, `${at}-0`, png(2, 2, at));
  expect(await check(lib, true)).toEqual([]);
});

test('every kind of damage is found and nothing is changed', async () => {
  const lib = await library();
  const [lost, cut, flipped, bare] = await Promise.all([1, 2, 3, 4].map((at) => bringHome(lib, `${at}-0`, png(2, 2, at))));
  const pathOf = async (sha256: string) => (await lib.files.open('asset', sha256))!.path;
  const orphan = await store(lib.files, '9-0', png(2, 2, 9));
  await rm(await pathOf(lost!.sha256));
  await writeFile(await pathOf(cut!.sha256), 'short');
  await writeFile(await pathOf(flipped!.sha256), Buffer.alloc(flipped!.bytes, 1));
  await rm((await pathOf(bare!.sha256)).replace('.png', '.json'));
  const folder = join(lib.workspace, 'assets', lost!.sha256.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'Thumbs.db'), 'x');
  await writeFile(join(lib.workspace, 'assets', '.DS_Store'), 'x');
  const sound = [
    { kind: 'orphan-file', sha256: null },
    { kind: 'orphan-file', sha256: null },
    { kind: 'orphan-file', sha256: orphan.sha256 },
    { kind: 'missing-file', sha256: lost!.sha256 },
    { kind: 'hash-mismatch', sha256: cut!.sha256 },
    { kind: 'missing-sidecar', sha256: bare!.sha256 },
  ];
  const sorted = (findings: { kind: string; sha256: string | null }[]) => findings.map((finding) => JSON.stringify(finding)).toSorted();
  expect(sorted(await check(lib))).toEqual(sorted(sound));
  expect(sorted(await check(lib, true))).toEqual(sorted([...sound, { kind: 'hash-mismatch', sha256: flipped!.sha256 }]));
  expect(sorted(await check(lib, true))).toEqual(sorted([...sound, { kind: 'hash-mismatch', sha256: flipped!.sha256 }]));
});
