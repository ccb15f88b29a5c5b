import { describe, expect, it } from 'vitest';
import { MOST_DATA_BYTES, type WayFacts, wayOf } from '../../../electron/engine/media/way.ts';

const FACTS: WayFacts = { asset: { bytes: 1_000, missing: false, trashedAt: null }, address: null, data: 'off', bucket: null };
const OPEN = { name: 'mine', state: 'open', uploaded: false } as const;

describe('how the API gets a file', () => {
  it('is the address at which the API has it, while it lives, whatever else could be', () => {
    const address = { url: 'https://cdn/x.png', until: 9 };
    expect(wayOf({ ...FACTS, address, data: 'accepted', bucket: OPEN })).toEqual({ kind: 'address', ...address });
    expect(wayOf({ ...FACTS, address, asset: { ...FACTS.asset!, missing: true } }).kind).toBe('address');
  });

  it('else is the file itself where that is wanted, the model takes it and it is small enough; else the bucket', () => {
    expect(wayOf({ ...FACTS, data: 'untried', bucket: OPEN })).toEqual({ kind: 'data', bytes: 1_000, tried: false });
    expect(wayOf({ ...FACTS, data: 'accepted' })).toEqual({ kind: 'data', bytes: 1_000, tried: true });
    const large = { ...FACTS.asset!, bytes: MOST_DATA_BYTES + 1 };
    for (const facts of [{ data: 'off' }, { data: 'refused' }, { data: 'accepted', asset: large }] as const)
      expect(wayOf({ ...FACTS, ...facts, bucket: OPEN })).toEqual({ kind: 'bucket', name: 'mine', uploaded: false });
  });

  it('is none where nothing is possible, and the words say what to do about each', () => {
    const why = (facts: Partial<WayFacts>) => {
      const way = wayOf({ ...FACTS, ...facts });
      return way.kind === 'none' ? way.why : way.kind;
    };
    expect(why({ asset: null })).toMatch(/not in the library/);
    expect(why({ asset: { ...FACTS.asset!, missing: true } })).toMatch(/not where the library keeps it/);
    expect(why({})).toMatch(/is off \(Settings\)\. Name a bucket/);
    expect(why({ data: 'refused' })).toMatch(/This model refuses files inside the request/);
    expect(why({ data: 'accepted', asset: { ...FACTS.asset!, bytes: MOST_DATA_BYTES + 1 } })).toMatch(/too large/);
    expect(why({ bucket: { ...OPEN, state: 'locked' } })).toMatch(/secret of your bucket is not at hand/);
  });
});
