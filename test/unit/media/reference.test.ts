import { describe, expect, it } from 'vitest';
import { assetRef, outputRef, readRef, referencesIn, withRefs } from '../../../shared/media/reference.ts';

const SHA = 'a'.repeat(64);

describe('references in inputs', () => {
  it('are read as they are written, and nothing else is taken for one', () => {
    expect(readRef(assetRef(SHA))).toEqual({ kind: 'asset', sha256: SHA });
    expect(readRef(outputRef(12))).toEqual({ kind: 'output', job: 12, position: 0 });
    expect(readRef(outputRef(12, 3))).toEqual({ kind: 'output', job: 12, position: 3 });
    for (const text of ['asset:aa', `asset:${SHA}0`, `asset:${'A'.repeat(64)}`, 'output-of:0', 'output-of:x', ' output-of:1', 'https://a/b', 7, null])
      expect(readRef(text)).toBeNull();
  });

  it('are found wherever they stand, and replaced there alone', () => {
    const input = { prompt: 'asset:', image_url: assetRef(SHA), more: { images: ['https://x/y', outputRef(2)] } };
    expect(referencesIn(input)).toEqual([
      { field: 'image_url', ref: { kind: 'asset', sha256: SHA } },
      { field: 'more.images.1', ref: { kind: 'output', job: 2, position: 0 } },
    ]);
    expect(withRefs(input, (ref, field) => `${field}=${ref.kind}`)).toEqual({
      prompt: 'asset:',
      image_url: 'image_url=asset',
      more: { images: ['https://x/y', 'more.images.1=output'] },
    });
    const plain = { prompt: 'a fox', size: { width: 1 } };
    expect(withRefs(plain, () => 'no')).toBe(plain);
  });
});
