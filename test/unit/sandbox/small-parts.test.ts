import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../electron/sandbox/canonical.ts';
import { parseRange } from '../../../electron/sandbox/http/byte-range.ts';
import { planOutputs } from '../../../electron/sandbox/media/plan.ts';
import { CATALOG, type SandboxModel } from '../../../electron/sandbox/models/catalog.ts';
import { seededRandom, wideRandom } from '../../../electron/sandbox/random.ts';
import { isLoopbackUrl } from '../../../electron/sandbox/webhooks.ts';

describe('canonical JSON', () => {
  it('is equal for equal values however they were written', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { f: 1, e: 0 }], c: null } })).toBe('{"a":{"c":null,"d":[2,{"e":0,"f":1}]},"b":1}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('byte ranges', () => {
  it.each([
    [null, null],
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-500', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=0-1,4-5', null],
    ['bytes=-', null],
    ['pages=1-2', null],
  ] as const)('%s of 100 bytes', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});

describe('loopback addresses', () => {
  it('are told from all others', () => {
    for (const url of ['http://127.0.0.1:9/x', 'http://localhost/x', 'https://[::1]:8/']) expect(isLoopbackUrl(url)).toBe(true);
    for (const url of ['http://10.0.0.1/', 'http://example.com/', 'ftp://127.0.0.1/', 'http://127.0.0.1.example.com/', 'nonsense']) {
      expect(isLoopbackUrl(url)).toBe(false);
    }
  });
});

describe('numbers by chance', () => {
  it.each([seededRandom, wideRandom])('are the same from the same text, even over [0, 1), and others from another', (source) => {
    const draw = (text: string) => Array.from({ length: 4000 }, source(text));
    const [fox, other] = [draw('a fox'), draw('a fox 2')];
    expect(fox).toEqual(draw('a fox'));
    expect(fox.some((value, index) => value === other[index])).toBe(false);
    const tenths = Array.from({ length: 10 }, (_, tenth) => fox.filter((value) => Math.floor(value * 10) === tenth).length);
    for (const count of tenths) expect(count / 4000).toBeCloseTo(0.1, 1);
  });
});

describe('what a run makes', () => {
  const model = (id: string): SandboxModel => CATALOG.find(({ slug }) => slug === id)!;

  it.each([
    [undefined, 1024, 1024],
    ['square', 512, 512],
    ['portrait_4_3', 768, 1024],
    ['landscape_16_9', 1024, 576],
    [{ width: 640, height: 200 }, 640, 200],
  ])('image_size %j', (image_size, width, height) => {
    expect(planOutputs(model('flux-dev'), { prompt: 'fox', ...(image_size ? { image_size } : {}) })).toMatchObject([{ kind: 'image', width, height }]);
  });

  it('makes num_images different ones', () => {
    const specs = planOutputs(model('flux-schnell'), { prompt: 'fox', num_images: 4 });
    expect(new Set(specs.map((spec) => spec.signature)).size).toBe(4);
  });

  it('lasts as long as the schema says when nothing was asked', () => {
    expect(planOutputs(model('fal-ai/ltx-video'), { prompt: 'x' })).toMatchObject([{ seconds: 5 }]);
    expect(planOutputs(model('minimax-video'), { prompt: 'x' })).toMatchObject([{ seconds: 6 }]);
    expect(planOutputs(model('stable-audio'), { prompt: 'x' })).toMatchObject([{ seconds: 8 }]);
  });

  it('follows length, shape and format', () => {
    expect(planOutputs(model('fal-ai/ltx-video'), { prompt: 'x', duration: 3, aspect_ratio: '9:16' })).toMatchObject([
      { kind: 'video', format: 'webm', seconds: 3, width: 360, height: 640 },
    ]);
    expect(planOutputs(model('stable-audio'), { prompt: 'x', seconds_total: 5, output_format: 'mp3' })).toMatchObject([
      { kind: 'audio', format: 'mp3', seconds: 5 },
    ]);
    expect(planOutputs(model('flux-dev'), { prompt: 'x', output_format: 'webp' })).toMatchObject([{ format: 'webp' }]);
  });
});
