import { describe, expect, it } from 'vitest';
import type { ModelView } from '../../../../shared/domain.ts';
import type { After } from '../../../../renderer/screens/compose/after/after.ts';
import { followOf } from '../../../../renderer/screens/compose/after/follow.ts';
import type { PresetView } from '../../../../shared/contract.ts';
import { modelFor, placeFor, withFiles } from '../../../../renderer/screens/compose/media/as-input.ts';
import { emptyDraft } from '../../../../renderer/screens/compose/draft/draft.ts';
import { toolsFor } from '../../../../renderer/screens/library/io/send/tools.ts';
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
    const placed = ({ inputSchema }: ModelView, ...files: (typeof asset)[]) => withFiles(emptyDraft(1), readForm(inputSchema), files)?.values;
    expect(placed(EDIT, asset)).toEqual({ image_url: `asset:${asset.sha256}` });
    expect(placed(MERGE, asset)).toEqual({ image_urls: [`asset:${asset.sha256}`] });
    expect(placeFor(readForm(EDIT.inputSchema), ['audio'])).toBeNull();
    expect(placeFor(readForm(EDIT.inputSchema), ['image', 'audio'])).toBeNull();
    const models = Object.values(CATALOG);
    expect(modelFor(models, ['film'], asset)?.id).toBe('film');
    expect(modelFor(models, ['still', 'merge'], asset)?.id).toBe('merge');
    expect(modelFor([...models, { ...FILM, id: 'used', usualMs: 900 }], ['still'], asset)?.id).toBe('used');
    expect(modelFor(models, [null], asset)?.id).toBe('edit');
    expect(modelFor([STILL, PLAIN], [], asset)).toBeNull();
  });

  it('with others goes into a job of its own, in the draft of a recipe too, whose own files give way', () => {
    const files = ['a', 'b'].map((digit) => ({ sha256: digit.repeat(64), kind: 'image' as const }));
    const recipe = {
      ...emptyDraft(1),
      prompt: 'in {snow|rain}',
      values: { image_url: 'https://example.test/a.png' },
      varied: { seed: { text: '1-3', method: 'all' as const } },
    };
    const refs = files.map(({ sha256 }) => `asset:${sha256}`);
    expect(withFiles(recipe, readForm(EDIT.inputSchema), files)).toEqual({
      ...recipe,
      varied: { ...recipe.varied, image_url: { text: refs.join('\n'), method: 'all' } },
    });
    expect(withFiles(emptyDraft(1), readForm(MERGE.inputSchema), files)?.varied).toEqual({
      image_urls: { text: refs.map((ref) => JSON.stringify([ref])).join('\n'), method: 'all' },
    });
    const one = withFiles({ ...recipe, varied: { image_url: { text: 'x\ny', method: 'all' } } }, readForm(EDIT.inputSchema), files.slice(0, 1));
    expect([one?.values, one?.varied]).toEqual([{ image_url: refs[0] }, {}]);
    expect(withFiles(recipe, readForm(EDIT.inputSchema), [])).toBeNull();
  });
});

describe('tools', () => {
  const preset = (id: number, name: string, model: string | null): PresetView => ({ id, name, tags: [], model, prompt: '', changedAt: 0 });

  it('are recipes over models that take such files, then those models, what has run first', () => {
    const presets = [preset(1, 'Snow on it', 'edit'), preset(2, 'A fox', 'still'), preset(3, 'Gone', 'gone'), preset(4, 'None', null)];
    const models = [...Object.values(CATALOG), { ...FILM, id: 'used', name: 'Zoom', usualMs: 900 }];
    const names = (typed: string) => toolsFor(models, presets, ['image'], typed).map(({ model, preset: recipe }) => recipe?.name ?? model.name);
    expect(names('').slice(0, 2)).toEqual(['Snow on it', 'Zoom']);
    expect(names('')).not.toContain(STILL.name);
    expect(names('snow')).toEqual(['Snow on it']);
    expect(toolsFor(models, presets, ['audio'], '')).toEqual([]);
  });
});
