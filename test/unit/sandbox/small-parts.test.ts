import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../electron/sandbox/canonical.ts';
import { parseRange } from '../../../electron/sandbox/http/byte-range.ts';
import { planOutputs } from '../../../electron/sandbox/media/plan.ts';
import { CATALOG, type SandboxModel } from '../../../electron/sandbox/models/catalog.ts';
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
