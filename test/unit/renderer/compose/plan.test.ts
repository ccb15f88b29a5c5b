import type { Follow } from '../../../../renderer/screens/compose/after/follow.ts';
import { ownZone } from '../../../../renderer/screens/compose/batch/start.ts';
import { describe, expect, it } from 'vitest';
import { fromInput, inputWithoutPrompt, withInputText, withModel, withValue } from '../../../../renderer/screens/compose/draft/change.ts';
import { emptyDraft, isUntouched, readDraft, WHOLE, type Draft } from '../../../../renderer/screens/compose/draft/draft.ts';
import { estimatedCredits, priceAndTime } from '../../../../renderer/screens/compose/jobs/cost.ts';
import { NO_LISTS, type Lists } from '../../../../shared/prompt/lists.ts';
import { defaultName, planJobs as planned } from '../../../../renderer/screens/compose/jobs/plan.ts';
import { expandPlan, wholeBatch } from '../../../../renderer/screens/compose/jobs/to-batch.ts';
import { COUNT, findProblems } from '../../../../renderer/screens/compose/jobs/problems.ts';
import type { Form } from '../../../../renderer/screens/compose/schema/field.ts';
import { readForm } from '../../../../renderer/screens/compose/schema/read-form.ts';
import * as schemas from './schemas.ts';

const planJobs = (made: Draft, form: Form, lists: Lists = NO_LISTS) => planned(made, form, lists);
const flux = readForm(schemas.FLUX);
const seeded = readForm(schemas.WITH_REFERENCES);
const draft = (over: Partial<Draft> = {}): Draft => ({ ...emptyDraft(1000), model: 'm', prompt: 'a fox', ...over });
const problems = (over: Partial<Draft>, form = flux) => {
  const made = draft(over);
  return Object.fromEntries([...findProblems(made, form, planJobs(made, form))].map(([name, { message }]) => [name, message]));
};

describe('planJobs', () => {
  it('is one job, and sends what was touched', () => {
    const plan = planJobs(draft({ values: { num_images: 2 } }), flux);
    expect([plan.count, plan.at(0)]).toEqual([1, { prompt: 'a fox', seed: null, input: { prompt: 'a fox', num_images: 2 } }]);
  });

  it('takes a line for a job only when asked', () => {
    const prompt = 'a fox\n\n  a hare \n';
    const promptsOf = (made: Draft) => {
      const plan = planJobs(made, flux);
      return Array.from({ length: plan.count }, (_, at) => plan.at(at).prompt);
    };
    expect(promptsOf(draft({ prompt }))).toEqual(['a fox\n\n  a hare']);
    expect(promptsOf(draft({ prompt, linewise: true }))).toEqual(['a fox', 'a hare']);
  });

  it('gives repetitions seeds of their own, from the one set or a drawn one', () => {
    const many = { prompt: 'a\nb', linewise: true, repeat: 2 };
    const seeds = (over: Partial<Draft>) =>
      [0, 1, 2, 3].map((at) => planJobs(draft({ ...many, ...over }), seeded).at(at)).map((job) => [job.prompt, job.seed, job.input.seed]);
    expect(seeds({})).toEqual([
      ['a', 1000, 1000],
      ['b', 1000, 1000],
      ['a', 1001, 1001],
      ['b', 1001, 1001],
    ]);
    expect(seeds({ values: { seed: 4021 } })[2]).toEqual(['a', 4021 + 1, 4021 + 1]);
    expect(planJobs(draft(), seeded).at(0).input).not.toHaveProperty('seed');
  });

  it('turns seeds round inside their bounds', () => {
    const small = readForm({ properties: { prompt: { type: 'string' }, seed: { type: 'integer', minimum: 1, maximum: 3 } } });
    expect([0, 1, 2, 3].map((at) => planJobs(draft({ repeat: 4, values: { seed: 2 } }), small).at(at).seed)).toEqual([2, 3, 1, 2]);
    expect(planJobs(draft({ repeat: 2 }), small).at(0).seed).toBeLessThanOrEqual(3);
  });

  it('costs nothing until it is looked at', () => {
    const prompt = Array.from({ length: 10_000 }, (_, line) => `fox ${line}`).join('\n');
    const plan = planJobs(draft({ prompt, linewise: true, repeat: 10 }), flux);
    expect([plan.count, plan.at(99_999).prompt]).toEqual([100_000, 'fox 9999']);
  });

  it('becomes a batch, without what is left out', async () => {
    const rules = { labels: ['night'], uncertainRule: 'resubmit', tryFirst: 1, stopAfter: 3 } as const;
    const two = draft({
      ...rules,
      labels: ['night'],
      repeat: 2,
      priority: 'high',
      creditBudget: 7.5,
      start: { kind: 'hours', at: '', from: '22:00', to: '06:30' },
    });
    const slices = { monotonic: () => 0, pause: async () => {}, budgetMs: 8 };
    const follow: Follow = { layout: { kind: 'list' }, models: [], expand: (input) => [{ model: 'm', input }], problem: null };
    const batch = (made: Draft, without: number[] = []) =>
      wholeBatch(expandPlan(made, planJobs(made, flux), { follow, name: 'Foxes', without: new Set(without) }, slices));
    expect(await batch(two)).toEqual({
      name: 'Foxes',
      source: 'batch',
      jobs: [
        { model: 'm', input: { prompt: 'a fox' } },
        { model: 'm', input: { prompt: 'a fox' } },
      ],
      ...rules,
      priority: 10,
      creditBudget: { credits: 7.5, unknown: 'wait' },
      start: { kind: 'hours', from: 1_320, to: 390, zone: ownZone() },
      composition: { draft: JSON.stringify(two), prompt: 'a fox' },
    });
    expect([(await batch(two, [1])).jobs.length, (await batch(draft())).source]).toEqual([1, 'hand']);
  });

  it('goes out in parts of which each fits, in slices that go on from one part to the next', async () => {
    const prompt = Array.from({ length: 2_500 }, (_, line) => `fox ${line}`).join('\n');
    const lines = draft({ prompt, linewise: true });
    let [now, pauses] = [0, 0];
    const slices = { monotonic: () => now++, pause: async () => void pauses++, budgetMs: 10 };
    const expand: Follow['expand'] = (input) => Array.from({ length: 3 }, () => ({ model: 'm', input }));
    const models = Array.from({ length: 3 }) as Follow['models'];
    const follow: Follow = { layout: { kind: 'race', across: 3 }, models, expand, problem: null };
    const { parts, about } = expandPlan(lines, planJobs(lines, flux), { follow, name: 'Race', without: new Set([0]) }, slices);
    const sizes: number[] = [];
    for await (const part of parts) sizes.push(part.length);
    expect([sizes.reduce((sum, size) => sum + size, 0), Math.max(...sizes) < 1_000, sizes.length > 6]).toEqual([7_497, true, true]);
    expect([about().layout, pauses > 3]).toEqual([{ kind: 'race', across: 3 }, true]);
  });

  it('names itself', () => {
    expect(defaultName(planJobs(draft({ prompt: 'a\n fox' }), flux), 'FLUX')).toBe('a fox');
    expect(defaultName(planJobs(draft({ prompt: '' }), flux), 'FLUX')).toBe('FLUX');
    expect(defaultName(planJobs(draft({ prompt: 'fox '.repeat(40) }), flux), 'FLUX')).toMatch(/^(fox )+…$/);
  });
});

describe('findProblems', () => {
  it('finds nothing wrong with what is right', () => expect(problems({})).toEqual({}));

  it('names fields, lines, broken JSON and too many', () => {
    expect(problems({ prompt: '', values: { num_images: 9 } })).toEqual({ prompt: 'prompt: needed', num_images: 'num_images: 1 to 4' });
    expect(problems({ prompt: `ok\n${'x'.repeat(30)}`, linewise: true }, seeded)).toEqual({ prompt: 'prompt: at most 20 characters, this has 30, in job 2' });
    expect(problems({ broken: { loras: '[', [WHOLE]: '{"a"' } })).toMatchObject({
      loras: 'loras: not valid JSON yet',
      [WHOLE]: expect.stringMatching(/^Not valid JSON/),
    });
    expect(problems({ prompt: 'x\n'.repeat(20), linewise: true, repeat: 10_000 })).toHaveProperty([COUNT]);
    expect(problems({ prompt: '' }, readForm(null))).toEqual({ prompt: 'prompt: write one, or the input as JSON' });
  });
});

describe('a draft', () => {
  it('keeps form and JSON in step', () => {
    const set = withValue(draft(), 'num_images', 3);
    expect(inputWithoutPrompt(set, flux)).toEqual({ num_images: 3 });
    const typed = withInputText(set, flux, '{"prompt":"a hare","image_size":"square"}');
    expect([typed.prompt, typed.values]).toEqual(['a hare', { image_size: 'square' }]);
    const broken = withInputText(set, flux, '{"num');
    expect([broken.values, broken.broken]).toEqual([{ num_images: 3 }, { [WHOLE]: '{"num' }]);
    expect(withInputText(broken, flux, '{}')).toMatchObject({ values: {}, broken: {} });
    expect(withValue(set, 'num_images', undefined).values).toEqual({});
  });

  it('keeps what fits another model and takes up an input used before', () => {
    expect(withModel(draft({ values: { num_images: 3, guidance_scale: 4 } }), 'other', seeded).values).toEqual({ guidance_scale: 4 });
    expect(fromInput(emptyDraft(1), 'm', flux, { prompt: 'a fox', num_images: 2 })).toMatchObject({ model: 'm', prompt: 'a fox', values: { num_images: 2 } });
  });

  it('reads back what it wrote, and nothing else', () => {
    const full = draft({ values: { a: [1, { b: null }] }, labels: ['x'] });
    expect(readDraft(JSON.stringify(full))).toEqual(full);
    for (const text of [null, '', '{}', '{"model":1}', 'null']) expect(readDraft(text)).toBeNull();
    expect([isUntouched(emptyDraft(1)), isUntouched(full)]).toEqual([true, false]);
  });
});

describe('cost', () => {
  it('reads unknown as unknown', () => {
    expect([estimatedCredits({ creditsPerRun: null }, 3), estimatedCredits({ creditsPerRun: 2 }, 12)]).toEqual([null, 24]);
    expect(priceAndTime({ creditsPerRun: null, usualMs: null })).toBe('credits unknown · no runs yet');
    expect(priceAndTime({ creditsPerRun: 1, usualMs: 6_100 })).toBe('1 credit · usually 6.1 s');
  });
});
