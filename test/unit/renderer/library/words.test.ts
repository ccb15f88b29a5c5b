import { describe, expect, it } from 'vitest';
import { NOTHING_KEPT } from '../../../../shared/domain.ts';
import { dayOf, dayWords } from '../../../../renderer/screens/library/grid/day-words.ts';
import { costWords, fileWords, jobWords, otherInput, shortHash, sizeWords, tookWords } from '../../../../renderer/screens/library/inspector/asset-facts.ts';
import { toFilter } from '../../../../renderer/screens/library/query/library-query.ts';
import { assetName, tileName } from '../../../../renderer/screens/library/tile/tile-words.ts';
import { entryOf } from '../../../../renderer/state/asset-order.ts';
import { anAsset } from './an-asset.ts';

describe('what is said about an asset', () => {
  it('reads as the look writes it', () => {
    const asset = anAsset({ sha256: `9f41c07e${'0'.repeat(52)}2b8d` });
    expect([sizeWords(asset), fileWords(asset), shortHash(asset.sha256), jobWords({ jobNumber: 131, batchTotal: 240 })]).toEqual([
      '1024 × 1024',
      'PNG, 1.4 MB',
      '9f41 c07e … 2b8d',
      'job 131 of 240',
    ]);
    expect(tookWords(6_400, 6_100)).toBe('in 6.4 s, usually 6.1 s');
    expect(costWords(asset)).toEqual({ amount: '2 credits', origin: 'as reported' });
    const film = anAsset({ kind: 'video', prompt: 'harbour', durationS: 6, kept: { ...NOTHING_KEPT, rating: 4, pick: 'rejected' } });
    expect(assetName(film)).toBe('video, harbour 0:06');
    expect(assetName(anAsset({ prompt: null, kept: { ...NOTHING_KEPT, title: 'Cover' } }))).toBe('image, Cover');
    const place = { entry: entryOf(film), stack: 'k', stackCount: 3, stackOpen: false };
    expect(tileName({ ...place, asset: film })).toBe('video, harbour 0:06, 4 stars, rejected, folded stack of 3');
    expect(tileName({ ...place, asset: undefined, stack: null })).toBe('video, 4 stars, rejected');
  });

  it('never makes up what is not known', () => {
    expect([
      sizeWords({ width: null, height: 5 }),
      tookWords(null, 5),
      jobWords({ jobNumber: null, batchTotal: 5 }),
      costWords({ credits: null }).amount,
    ]).toEqual([null, null, null, 'unknown']);
  });

  it('lists what else was sent', () => {
    expect(otherInput(anAsset({ prompt: 'a fox', input: { prompt: 'a fox', seed: 1, num_images: 2, size: { width: 5 } } }))).toEqual([
      ['num_images', '2'],
      ['size', '{"width":5}'],
    ]);
  });
});

describe('days', () => {
  it('are local, and the last two have names', () => {
    const now = new Date(2026, 10, 24, 0, 30).getTime();
    const at = (day: number, hour: number) => dayWords(dayOf(new Date(2026, 10, day, hour).getTime()), now);
    expect([at(24, 0), at(23, 23), at(23, 0)]).toEqual(['Today', 'Yesterday', 'Yesterday']);
    expect(at(22, 23)).toMatch(/22/);
  });
});

describe('the query', () => {
  it('asks for everything when nothing is chosen', () => {
    expect(toFilter({ text: '  ', shelf: { kind: 'all' } })).toEqual({});
    expect(toFilter({ text: ' fox ', shelf: { kind: 'collection', id: 3 } })).toEqual({ text: 'fox', collectionId: 3 });
    expect(toFilter({ text: '', shelf: { kind: 'trash' } })).toEqual({ trashed: true });
  });
});
