import { fireEvent, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_RULES } from '../../../../shared/contract/queue-calls.ts';
import { AppError } from '../../../../shared/errors.ts';
import { deskOf } from '../../../../renderer/screens/compose/draft/desk.ts';
import { currentDraft, useDesk } from '../../../../renderer/screens/compose/draft/draft-store.ts';
import { emptyDraft, type Draft } from '../../../../renderer/screens/compose/draft/draft.ts';
import { reuseInCompose } from '../../../../renderer/screens/compose/draft/reuse.ts';
import { busyKeys, models } from '../../../support/fake-data.ts';
import type { FakeEngine } from '../../../support/fake-engine.ts';
import { renderApp } from '../render-app.tsx';
import { anAsset } from '../library/an-asset.ts';
import * as schemas from './schemas.ts';

const FLUX = { ...models()[0]!, id: 'flux', name: 'FLUX', inputSchema: schemas.FLUX as never };
const TAKER = { ...models()[0]!, id: 'taker', name: 'Takes files', inputSchema: schemas.EDIT as never };
const GUESS = { ...models()[0]!, id: 'guess', name: 'Guess', runnable: false };
const world = { keys: busyKeys(), batches: [], models: [FLUX, GUESS, TAKER] };

/** Every `batch.create` that reaches the engine. */
function watchBatches(engine: FakeEngine, answer?: AppError): unknown[] {
  const sent: unknown[] = [];
  const call = engine.call.bind(engine);
  engine.call = async (name, input) => {
    if (name !== 'batch.create') return call(name, input);
    sent.push(input);
    if (answer) throw answer;
    return call(name, input);
  };
  return sent;
}

async function compose(over: Partial<Draft> = {}) {
  useDesk.setState(deskOf({ ...emptyDraft(1_000), model: 'flux', ...over }), true);
  return renderApp(world, '#/compose');
}

describe('Compose', () => {
  beforeEach(() => useDesk.setState(deskOf(emptyDraft(1_000)), true));

  it('queues what was written, with Ctrl+Enter, and leads to the queue', async () => {
    const { engine, user, findByRole, findByText } = await compose();
    const sent = watchBatches(engine);
    await user.type(await findByRole('textbox', { name: 'Prompt' }), 'a red fox');
    await user.click(await findByRole('button', { name: 'More num_images' }));
    await findByRole('button', { name: /^Queue 1 job/ });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await findByText('1 job queued');
    expect(sent).toEqual([
      {
        name: 'a red fox',
        source: 'hand',
        jobs: [{ model: 'flux', input: { prompt: 'a red fox', num_images: 2 } }],
        composition: { draft: expect.stringContaining('"prompt":"a red fox"') as string, prompt: 'a red fox' },
        ...NO_RULES,
      },
    ]);
    await user.click(await findByRole('button', { name: 'Show' }));
    expect(location.hash).toMatch(/^#\/queue\/\d+$/);
  });

  it('queues what was typed last, however soon after it the keys are pressed', async () => {
    const { engine, findByRole, findByText } = await compose({ prompt: 'a' });
    const sent = watchBatches(engine);
    const prompt = await findByRole('textbox', { name: 'Prompt' });
    fireEvent.change(prompt, { target: { value: 'a {fox|hare}' } });
    fireEvent.keyDown(prompt, { key: 'Enter', ctrlKey: true });
    await findByText('2 jobs queued');
    expect(sent).toMatchObject([
      {
        templates: ['a {fox|hare}'],
        jobs: [{ input: { prompt: 'a fox' }, origin: { template: 0, picks: { 'choice 1': 'fox' } } }, { input: { prompt: 'a hare' } }],
      },
    ]);
  });

  it('waits for the library before it pays again for what may be there', async () => {
    const seeded = { ...FLUX, id: 'seeded', inputSchema: { properties: { prompt: { type: 'string' }, seed: { type: 'integer' } } } as never };
    useDesk.setState(deskOf({ ...emptyDraft(1_000), model: 'seeded', prompt: 'a {fox|hare}', values: { seed: 7 } }), true);
    const { engine, findByRole, findByText } = await renderApp({ ...world, models: [seeded] }, '#/compose');
    const sent = watchBatches(engine);
    engine.assets = [anAsset({ input: { prompt: 'a fox', seed: 7 }, seed: 7 })];
    fireEvent.keyDown(await findByRole('textbox', { name: 'Prompt' }), { key: 'Enter', ctrlKey: true });
    await findByText('1 job queued');
    expect(sent).toMatchObject([{ jobs: [{ input: { prompt: 'a hare' } }] }]);
  });

  it('adds a step from the palette, and shows what each step sends and costs', async () => {
    const { user, findByRole, findByText, findAllByText } = await compose({ prompt: 'a red fox' });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await findByRole('combobox', { name: 'Find or do anything' }), 'add step{Enter}');
    const sent = await findByRole('list', { name: 'What each step sends' });
    expect(sent.children).toHaveLength(2);
    expect(sent.textContent).toMatch(/step 1, FLUX.*then step 2, Takes files.*image_url/s);
    await findByText('1 row × 2 steps');
    await findAllByText(/saved as a draft \d+ s ago/);
  });

  it('begins a race and ends it, and changes the priority, from the palette', async () => {
    const { user, findByRole, queryByRole } = await compose({ prompt: 'a red fox' });
    const pick = async (words: string) => {
      await user.keyboard('{Control>}k{/Control}');
      await user.type(await findByRole('combobox', { name: 'Find or do anything' }), `${words}{Enter}`);
    };
    await pick('race other');
    await findByRole('combobox', { name: 'Add a model to the race' });
    expect(currentDraft().after).toEqual({ kind: 'race', models: [] });
    await pick('end race');
    await waitFor(() => expect(queryByRole('combobox', { name: 'Add a model to the race' })).toBeNull());
    await pick('high priority');
    await waitFor(() => expect(currentDraft().priority).toBe('high'));
  });

  it('goes through the models with arrow keys, Home and End, from the search box too', async () => {
    const { user, findByRole } = await compose();
    const focused = () => document.activeElement?.textContent;
    const dropDown = await findByRole('button', { name: 'FLUX' });
    await user.click(dropDown);
    await user.click(await findByRole('textbox', { name: 'Search models' }));
    await user.keyboard('{ArrowDown}');
    expect(focused()).toMatch(/^FLUX/);
    await user.keyboard('{End}');
    // The last one that can be run: what cannot is passed over.
    expect(focused()).toMatch(/^Takes files/);
    await user.keyboard('{Home}');
    expect(focused()).toMatch(/^FLUX/);
  });

  it('says which keys sleep while others carry the jobs', async () => {
    const { findByRole } = await compose({ prompt: 'a {red|grey} fox' });
    const shares = await findByRole('region', { name: 'What each key will carry' }, { timeout: 5_000 });
    expect(shares.textContent).toMatch(/sleeps until/);
  });

  it('queues nothing from within a dialog', async () => {
    const { engine, user, findByRole, findByLabelText } = await compose({ prompt: 'a fox' });
    const sent = watchBatches(engine);
    await user.click(await findByRole('button', { name: 'Wildcards' }));
    fireEvent.keyDown(await findByLabelText('Values, a line each'), { key: 'Enter', ctrlKey: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toEqual([]);
  });

  it('makes a job of each line', async () => {
    const { engine, user, findByRole, findByText } = await compose({ prompt: 'a\n\nb\nc', repeat: 2 });
    const sent = watchBatches(engine);
    await user.click(await findByRole('switch', { name: 'One job a line' }));
    await user.click(await findByRole('button', { name: /^Queue 6 jobs/ }));
    await findByText('6 jobs queued');
    expect(sent).toMatchObject([{ source: 'batch', jobs: ['a', 'b', 'c', 'a', 'b', 'c'].map((prompt) => ({ input: { prompt } })) }]);
  });

  it('says what is missing at the field, and queues nothing', async () => {
    const { engine, user, findByRole, findByText, queryByText } = await compose({ values: { num_images: 9 } });
    const sent = watchBatches(engine);
    await findByText('num_images: 1 to 4');
    expect(queryByText('prompt: needed')).toBeNull();
    await user.click(await findByRole('button', { name: /^Queue/ }));
    await findByText('prompt: needed');
    expect(sent).toEqual([]);
  });

  it('shows what the engine refuses in words, at the field and by job', async () => {
    const { engine, user, findByRole, findByText, findAllByText, queryByText } = await compose({ prompt: 'a fox' });
    const refusal = { jobs: [{ index: 0, field: 'image_size', message: 'image_size: not today' }] };
    watchBatches(engine, new AppError('BAD_INPUT', '1 job does not fit the model. Nothing was enqueued.', refusal));
    await user.click(await findByRole('button', { name: /^Queue/ }));
    await findByText('1 job does not fit the model. Nothing was enqueued.');
    expect(await findAllByText('image_size: not today')).toHaveLength(1);
    await user.type(await findByRole('textbox', { name: 'Prompt' }), '!');
    await waitFor(() => expect(queryByText('image_size: not today')).toBeNull());
  });

  it('keeps form and JSON in step', async () => {
    const { user, findByRole, findByText } = await compose({ prompt: 'a fox', values: { num_images: 3 } });
    await user.click(await findByRole('radio', { name: 'JSON' }));
    const box = await findByRole('textbox', { name: 'Input as JSON' });
    expect(JSON.parse((box as HTMLTextAreaElement).value)).toEqual({ num_images: 3 });
    fireEvent.change(box, { target: { value: '{"num_images": 2, "prompt": "a hare"' } });
    await findByText(/^Not valid JSON/);
    fireEvent.change(box, { target: { value: '{"num_images": 2, "prompt": "a hare"}' } });
    await user.click(await findByRole('radio', { name: 'Form' }));
    expect(((await findByRole('textbox', { name: /num_images/ })) as HTMLInputElement).value).toBe('2');
    expect(((await findByRole('textbox', { name: 'Prompt' })) as HTMLTextAreaElement).value).toBe('a hare');
  });

  it('does not run a model whose id is a guess', async () => {
    const { engine, user, findByRole } = await compose({ model: 'guess', prompt: 'a fox' });
    const sent = watchBatches(engine);
    const button = await findByRole('button', { name: /^Queue/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(button);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(sent).toEqual([]);
  });

  it('reads unknown credits as unknown', async () => {
    useDesk.setState(deskOf({ ...emptyDraft(1), model: 'flux', prompt: 'x' }), true);
    const { findByText } = await renderApp({ ...world, models: [{ ...FLUX, creditsPerRun: null }] }, '#/compose');
    await findByText('credits unknown');
  });

  it('takes up an input used before in a draft of its own', async () => {
    const { user, findByRole } = await compose({ prompt: 'what I was writing' });
    const prompt = (await findByRole('textbox', { name: 'Prompt' })) as HTMLTextAreaElement;
    reuseInCompose('flux', FLUX.inputSchema, { prompt: 'a {lynx}', num_images: 4 });
    await waitFor(() => expect(prompt.value).toBe('a \\{lynx\\}'));
    await user.click(await findByRole('button', { name: 'what I was writing' }));
    await waitFor(() => expect(prompt.value).toBe('what I was writing'));
  });

  it('saves the draft by itself', async () => {
    const { user, findByRole } = await compose();
    await user.type(await findByRole('textbox', { name: 'Prompt' }), 'kept');
    await waitFor(() => expect(localStorage.getItem('compose.desk')).toContain('"prompt":"kept"'));
  });
});

describe('Models', () => {
  it('lists the catalog, tells what a model takes, and composes with it', async () => {
    const { user, findByRole, findByText } = await renderApp(world, '#/models');
    await user.type(await findByRole('textbox', { name: 'Search models' }), 'flux');
    await user.click(await findByRole('button', { name: 'FLUX' }));
    await findByText('whole number, 1 to 4');
    await user.click(await findByRole('button', { name: 'Compose with it' }));
    await findByRole('main', { name: 'Compose' });
    expect(currentDraft().model).toBe('flux');
  });
});
