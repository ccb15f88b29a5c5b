import { describe, expect, it } from 'vitest';
import seed from '../../../shared/models.seed.json' with { type: 'json' };
import { CATALOG } from '../../../electron/sandbox/models/catalog.ts';
import { drawDuration } from '../../../electron/sandbox/models/durations.ts';
import { problemsOf } from '../../../electron/sandbox/models/json-schema.ts';
import { FLUX_DEV, FLUX_SCHNELL, IMAGE_EDIT } from '../../../electron/sandbox/models/schemas.ts';
import { seededRandom } from '../../../electron/sandbox/random.ts';

describe('the catalog', () => {
  it('has every model whose id the pages name, and no other', () => {
    const known = seed.filter((model) => model.id_known);
    expect(CATALOG.map((model) => model.pathId).sort()).toEqual(known.map((model) => model.id).sort());
  });

  it('agrees with the seed on names, categories, slugs, prices and the documented schema', () => {
    for (const model of CATALOG) {
      const entry = seed.find(({ id }) => id === model.pathId);
      expect(model.name).toBe(entry?.name);
      expect(model.category).toBe(entry?.category);
      expect(model.slug).toBe(entry?.aliases[0] ?? model.pathId);
      if (entry?.credits_per_run != null) expect(model.creditsPerRun).toBe(entry.credits_per_run);
      if (entry?.schema_known) expect(model.inputSchema).toEqual(entry.input_schema);
    }
  });
});

describe('inputs', () => {
  it('are told by field what is wrong', () => {
    expect(problemsOf(FLUX_SCHNELL, { prompt: 'fox', image_size: 'square', num_images: 4 })).toEqual({});
    expect(problemsOf(FLUX_SCHNELL, { image_size: 'huge', num_images: 5 })).toEqual({
      prompt: 'is required',
      image_size: 'must be one of square, square_hd, portrait_4_3, landscape_16_9',
      num_images: 'must be at most 4',
    });
    expect(problemsOf(FLUX_SCHNELL, { prompt: 7, num_images: 1.5 })).toEqual({ prompt: 'must be of type string', num_images: 'must be of type integer' });
    expect(problemsOf(IMAGE_EDIT, { prompt: 'x', image_url: '' })).toEqual({ image_url: 'is required' });
  });

  it('may have fields the schema does not know, and sizes of both kinds', () => {
    expect(problemsOf(FLUX_SCHNELL, { prompt: 'fox', seed: 4 })).toEqual({});
    expect(problemsOf(FLUX_DEV, { prompt: 'fox', image_size: { width: 800, height: 600 } })).toEqual({});
    expect(problemsOf(FLUX_DEV, { prompt: 'fox', image_size: { width: 8, height: 600 } })).toEqual({ 'image_size.width': 'must be at least 64' });
    expect(problemsOf(FLUX_DEV, { prompt: 'fox', image_size: 'huge' }).image_size).toContain('must be one of');
  });
});

describe('durations', () => {
  it('are exact, or lie about their median', () => {
    const random = seededRandom('durations');
    expect(drawDuration(4000, random)).toBe(4000);
    const drawn = Array.from({ length: 2001 }, () => drawDuration({ medianMs: 6000, spread: 0.25 }, random)).sort((a, b) => a - b);
    expect(drawn[1000]! / 6000).toBeCloseTo(1, 1);
    expect(drawn[0]).toBeGreaterThanOrEqual(3000);
    expect(drawn.at(-1)).toBeLessThanOrEqual(15_000);
  });
});
