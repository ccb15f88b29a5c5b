import { describe, expect, it } from 'vitest';
import type { ModelView } from '../../../../shared/domain.ts';
import type { After } from '../../../../renderer/screens/compose/after/after.ts';
import { followOf } from '../../../../renderer/screens/compose/after/follow.ts';
import { modelFor, placeFor } from '../../../../renderer/screens/compose/media/as-input.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';

const text = { type: 'string' } as const;
const seed = { type: 'integer', minimum: 0 } as const;

function model(id: string, properties: Record<string, unknown> | null, required: string[] = ['prompt']): ModelView {
  return {
    id,
    aliases: [],
    name: id,
    description: null,
    provider: null,
    category: null,
    kind: 'image',
    creditsPerRun: 1,
    inputSchema: properties === null ? null : ({ type: 'object', properties, required } as unknown as ModelView['inputSchema']),
    runnable: true,
    source: 'api',
    usualMs: null,
  };
}

const STILL = model('still', { prompt: text, seed, steps: { type: 'integer', maximum: 50 } });
const EDIT = model('edit', { prompt: text, image_url: text, seed }, ['prompt', 'image_url']);
const FILM = model('film', { prompt: text, first_frame_image: text, seconds: { type: 'integer' } });
const MERGE = model('merge', { prompt: text, image_urls: { type: 'array', items: text } }, ['prompt', 'image_urls']);
const PLAIN = model('plain', { prompt: text, steps: { type: 'integer', maximum: 10 } });
const CATALOG = Object.fromEntries([STILL, EDIT, FILM, MERGE, PLAIN].map((one) => [one.id, one]));

const follow = (after: After) => followOf(after, STILL, readForm(STILL.inputSchema), CATALOG);
const step = (id: string, field: string, more: { prompt?: string; more?: string } = {}) => ({ model: id, field, prompt: '', more: '', ...more });
const INPUT = { prompt: 'a fox', seed: 7, steps: 30 };

describe('what a job of the plan becomes', () => {
  it('is itself where nothing else is made', () => {
    const { layout, expand, models } = follow({ kind: 'nothing' });
    expect([layout, models.length, expand(INPUT, 1)]).toEqual([{ kind: 'list' }, 1, [{ model: 'still', input: INPUT }]]);
  });

  it('is a line: each step takes what the one before it makes, by its number in the batch', () => {
    const steps = [
      step('edit', 'image_url', { prompt: 'in snow' }),
      step('film', 'first_frame_image', { more: '{"seconds": 5}' }),
      step('merge', 'image_urls'),
    ];
    const { layout, expand, problem } = follow({ kind: 'line', steps });
    expect([layout, problem]).toEqual([{ kind: 'line', across: 4 }, null]);
    expect(expand(INPUT, 9)).toEqual([
      { model: 'still', input: INPUT },
      { model: 'edit', input: { prompt: 'in snow', image_url: 'output-of:9' } },
      { model: 'film', input: { prompt: 'a fox', first_frame_image: 'output-of:10', seconds: 5 } },
      { model: 'merge', input: { prompt: 'a fox', image_urls: ['output-of:11'] } },
    ]);
  });

  it('is a race: the same prompt and seed, and of the rest what each model takes', () => {
    const { layout, expand } = follow({ kind: 'race', models: ['plain', 'film'] });
    expect(layout).toEqual({ kind: 'race', across: 3 });
    expect(expand(INPUT, 1)).toEqual([
      { model: 'still', input: INPUT },
      { model: 'plain', input: { prompt: 'a fox' } },
      { model: 'film', input: { prompt: 'a fox' } },
    ]);
    expect(follow({ kind: 'race', models: ['edit'] }).expand(INPUT, 1)[1]?.input).toEqual({ prompt: 'a fox', seed: 7 });
  });

  it('says what is missing or wrong, by step', () => {
    const problem = (...steps: ReturnType<typeof step>[]) => follow({ kind: 'line', steps }).problem;
    expect(problem(step('', ''))).toBe('Choose a model for step 2');
    expect(problem(step('gone', 'image_url'))).toMatch(/step 2 is no longer in the catalog/);
    expect(problem(step('edit', 'image_url'), step('film', 'prompt'))).toMatch(/Step 3: choose the field/);
    expect(problem(step('film', 'first_frame_image', { more: '{' }))).toMatch(/Step 2: its other fields/);
    expect(problem(step('film', 'first_frame_image', { more: '{"seconds": "long"}' }))).toMatch(/Step 2: seconds/);
    expect(follow({ kind: 'race', models: [] }).problem).toBe('Choose a model to race against');
    expect(follow({ kind: 'race', models: ['gone'] }).problem).toMatch(/no longer in the catalog/);
  });
});

describe('a file that is to be an input', () => {
  it('goes into the first field that takes it, of the model in front, else of one on the desk, else of one used before', () => {
    const asset = { sha256: 'a'.repeat(64), kind: 'image' } as const;
    expect(placeFor(readForm(EDIT.inputSchema), asset)).toEqual({ field: 'image_url', value: `asset:${asset.sha256}` });
    expect(placeFor(readForm(MERGE.inputSchema), asset)).toEqual({ field: 'image_urls', value: [`asset:${asset.sha256}`] });
    expect(placeFor(readForm(EDIT.inputSchema), { ...asset, kind: 'audio' })).toBeNull();
    const models = Object.values(CATALOG);
    expect(modelFor(models, ['film'], asset)?.id).toBe('film');
    expect(modelFor(models, ['still', 'merge'], asset)?.id).toBe('merge');
    expect(modelFor([...models, { ...FILM, id: 'used', usualMs: 900 }], ['still'], asset)?.id).toBe('used');
    expect(modelFor(models, [null], asset)?.id).toBe('edit');
    expect(modelFor([STILL, PLAIN], [], asset)).toBeNull();
  });
});
