/** "Different for each and the same for the same": (model, prompt, seed, place among the outputs) -> bytes. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ImageFormat, MediaSpec } from '../../../electron/sandbox/media/media-spec.ts';
import { planOutputs } from '../../../electron/sandbox/media/plan.ts';
import { renderMedia } from '../../../electron/sandbox/media/render.ts';
import { CATALOG, type SandboxModel } from '../../../electron/sandbox/models/catalog.ts';
import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import { createRig } from './rig.ts';

const FORMATS: readonly ImageFormat[] = ['png', 'jpeg', 'webp'];

const modelOf = (slug: string): SandboxModel => CATALOG.find((model) => model.slug === slug)!;
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A plan drawn small, and in a format whatever the model takes. */
function small(spec: MediaSpec, format: ImageFormat | undefined): MediaSpec {
  if (spec.kind === 'audio') return spec;
  return spec.kind === 'video' ? { ...spec, width: 96, height: 64 } : { ...spec, width: 64, height: 64, format: format ?? spec.format };
}

/** Hashes of every output of every input. */
async function hashesOf(slug: string, inputs: readonly Record<string, unknown>[], format?: ImageFormat): Promise<string[]> {
  const hashes: string[] = [];
  for (const spec of inputs.flatMap((input) => planOutputs(modelOf(slug), input))) hashes.push(sha(await renderMedia(small(spec, format))));
  return hashes;
}

const distinct = (hashes: readonly string[]) => new Set(hashes).size;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('pictures differ', () => {
  it.each(FORMATS)('120 prompts, 120 files of %s', async (format) => {
    const prompts = upTo(120).map((n) => ({ prompt: `red fox number ${n}` }));
    expect(distinct(await hashesOf('flux-schnell', prompts, format))).toBe(120);
  });

  it('120 seeds of one prompt, 120 files', async () => {
    const seeds = upTo(120).map((seed) => ({ prompt: 'red fox', seed }));
    expect(distinct(await hashesOf('flux-dev', seeds, 'jpeg'))).toBe(120);
  });

  it('with every setting that is not the form, with the model, and with the place', async () => {
    const inputs = [{}, { seed: 0 }, { guidance_scale: 4 }, { num_inference_steps: 30 }, { negative_prompt: 'snow' }].map((more) => ({
      prompt: 'red fox',
      ...more,
    }));
    const hashes = [
      ...(await hashesOf('flux-dev', inputs, 'png')),
      ...(await hashesOf('flux-pro', [{ prompt: 'red fox' }], 'png')),
      ...(await hashesOf('flux-schnell', [{ prompt: 'red fox', num_images: 4 }], 'png')),
    ];
    expect(distinct(hashes)).toBe(inputs.length + 1 + 4);
  });

  it('in source image, where there is one', async () => {
    const inputs = upTo(5).map((n) => ({ prompt: 'in snow', image_url: `https://example.com/${n}.png` }));
    expect(distinct(await hashesOf('nano-banana-pro-edit', inputs, 'png'))).toBe(5);
  });
});

describe('sounds and clips differ', () => {
  it.each([
    ['stable-audio', { seconds_total: 1, output_format: 'wav' }, 4],
    ['stable-audio', { seconds_total: 1, output_format: 'mp3' }, 3],
    ['fal-ai/ltx-video', { duration: 1 }, 4],
  ] as const)('%s %j', async (slug, form, count) => {
    const inputs = upTo(count).map((seed) => ({ prompt: 'a silhouette', seed, ...form }));
    expect(distinct(await hashesOf(slug, inputs))).toBe(count);
  });
});

describe('the same input', () => {
  const cases = [
    ['flux-schnell', 'fal-ai/flux/schnell', { prompt: 'a red fox', image_size: 'square' }],
    ['flux-dev', 'fal-ai/flux/dev', { prompt: 'a planet', seed: 7, image_size: { width: 64, height: 64 } }],
    ['stable-audio', 'stable-audio', { prompt: 'drums', seconds_total: 1 }],
    ['fal-ai/ltx-video', 'fal-ai/ltx-video', { prompt: 'a silhouette', duration: 1, aspect_ratio: '1:1' }],
  ] as const;

  /** Runs an input in a new sandbox, `times` over, and downloads what it made. */
  async function made(options: Partial<SandboxOptions>, model: string, input: object, times: number): Promise<string[]> {
    const rig = createRig({ media: 'real', durations: { [model]: 1_000 }, ...options });
    const hashes: string[] = [];
    for (let n = 0; n < times; n += 1) {
      const { output } = (await rig.run({ input }, { model })).body;
      hashes.push(sha(new Uint8Array(await (await rig.sandbox.fetch(output.items[0].url)).arrayBuffer())));
    }
    return hashes;
  }

  it.each(cases)('%s gives the same bytes twice, with or without a seed, in every sandbox', async (slug, pathId, input) => {
    const hashes = [...(await made({ seed: 1 }, slug, input, 2)), ...(await made({ seed: 99, revision: 'A', window: 'sliding' }, pathId, input, 1))];
    expect(distinct(hashes)).toBe(1);
  });

  it('is the same in whatever order its fields are written, and whatever else is made', async () => {
    const [alone] = await hashesOf('flux-dev', [{ prompt: 'a planet', seed: 7, guidance_scale: 3 }]);
    const among = await hashesOf('flux-dev', [{ prompt: 'dunes' }, { guidance_scale: 3, seed: 7, prompt: 'a planet', num_images: 3 }]);
    expect(among[1]).toBe(alone);
  });
});
