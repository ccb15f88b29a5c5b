import { expect, test } from 'vitest';
import { createAssetFiles } from '../../../electron/engine/library/asset-files.ts';
import { createPictures, type Pictures } from '../../../electron/engine/library/pictures.ts';
import { temporaryFolder, webp } from './support.ts';

const hash = (digit: string) => digit.repeat(64);

async function pictures(...thumbnails: string[]): Promise<Pictures & { told: number }> {
  const files = createAssetFiles(await temporaryFolder());
  for (const sha256 of thumbnails) await files.putPicture('thumbnail', sha256, webp());
  const world = { told: 0 };
  return Object.assign(
    world,
    createPictures(files, () => world.told++),
  );
}

test('a tile that is not there is wanted once it is looked at, and the thumbnail stands for it', async () => {
  const made = await pictures(hash('a'), hash('b'));
  expect(await made.open('tile', hash('a'))).toMatchObject({ bytes: 64, mime: 'image/webp', standIn: true });
  expect(await made.open('tile', hash('b'))).toMatchObject({ standIn: true });
  expect(made.tilesWanted(9)).toEqual([hash('b'), hash('a')]);
  expect(made.told).toBe(2);
  await made.putTile(hash('a'), webp(80));
  expect(made.tilesWanted(9)).toEqual([hash('b')]);
  const tile = await made.open('tile', hash('a'));
  expect(tile).toMatchObject({ bytes: 80, mime: 'image/webp' });
  expect(tile?.standIn).toBeUndefined();
  expect(await made.open('thumbnail', hash('a'))).toMatchObject({ bytes: 64 });
});

test('where no tile is needed the thumbnail is it for good', async () => {
  const made = await pictures(hash('a'));
  await made.putTile(hash('a'), null);
  expect((await made.open('tile', hash('a')))?.standIn).toBeUndefined();
  expect([made.tilesWanted(9), made.told]).toEqual([[], 0]);
});

test('read at once come only own pictures, and a thumbnail where no tile is needed', async () => {
  const made = await pictures(hash('a'), hash('b'));
  expect([await made.read('tile', hash('a')), await made.read('tile', '../../etc'), await made.read('thumbnail', hash('c'))]).toEqual([null, null, null]);
  expect((await made.read('thumbnail', hash('a')))?.byteLength).toBe(64);
  await made.putTile(hash('a'), webp(80));
  await made.putTile(hash('b'), null);
  expect([(await made.read('tile', hash('a')))?.byteLength, (await made.read('tile', hash('b')))?.byteLength]).toEqual([80, 64]);
  expect(made.told).toBe(0);
});

test('what has no thumbnail wants no tile', async () => {
  const made = await pictures();
  expect([await made.open('tile', hash('a')), await made.open('tile', '../../etc'), made.tilesWanted(9)]).toEqual([null, null, []]);
});

test('of very many tiles those looked at last are made', async () => {
  const all = Array.from({ length: 520 }, (_, at) => at.toString(16).padStart(64, '0'));
  const made = createPictures(
    { open: async (kind) => (kind === 'tile' ? null : { path: '/x', bytes: 1 }), readPicture: async () => null, putPicture: async () => {} },
    () => {},
  );
  for (const sha256 of all) await made.open('tile', sha256);
  expect(made.tilesWanted(2)).toEqual([all[519], all[518]]);
  expect(made.tilesWanted(1_000)).toHaveLength(500);
});
