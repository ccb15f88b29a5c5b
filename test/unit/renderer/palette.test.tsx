import { fireEvent, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { batchInFront } from '../../../renderer/app/palette-state.ts';
import { batch, busyBatches, busyKeys, models } from '../../support/fake-data.ts';
import { renderApp } from './render-app.tsx';

const world = { keys: busyKeys(), batches: busyBatches(), models: models() };

/** The app, and its palette as one types into it. */
async function opened(more: Parameters<typeof renderApp>[0], hash?: string) {
  const app = await renderApp(more, hash);
  /** In one piece: letter by letter the list would be drawn as often. */
  const type = async (typed: string) => {
    await app.user.keyboard('{Control>}k{/Control}');
    const field = await app.findByRole('combobox', { name: 'Find or do anything' });
    fireEvent.change(field, { target: { value: typed } });
    return field;
  };
  const palette = async (typed: string) => {
    fireEvent.keyDown(await type(typed), { key: 'Enter' });
  };
  return { ...app, type, palette };
}

test('what a batch’s menu does, the palette does: the rest cancelled after a yes, failed ones sent again, as they are or changed', async () => {
  const fox = batch({ id: 1, name: 'Fox portraits', counts: { queued: 3, failed: 2 } });
  const { engine, user, findByRole, palette } = await opened({ ...world, batches: [fox] });
  await palette('rerun fox changed');
  const dialog = await findByRole('dialog', { name: 'Rerun 2 failed jobs of Fox portraits with one thing changed' });
  await user.type(await within(dialog).findByRole('textbox', { name: 'Value' }), ' in rain');
  await user.click(within(dialog).getByRole('button', { name: 'Change and rerun 2 jobs' }));
  await waitFor(() => expect(engine.batches.get(1)?.counts).toMatchObject({ queued: 5, failed: 0 }));
  await palette('cancel rest fox');
  await user.click(await findByRole('button', { name: 'Cancel 5 jobs' }));
  await waitFor(() => expect(engine.batches.get(1)?.counts.queued).toBe(0));
});

test('a batch is bound to keys by the palette, from any screen', async () => {
  const { engine, user, findByRole, palette } = await opened(world, '#/models');
  await palette('choose keys still');
  const dialog = await findByRole('dialog', { name: 'Which keys take Still lifes for the Nord catalogue?' });
  await user.click(within(dialog).getByRole('button', { name: 'studio' }));
  await user.click(within(dialog).getByRole('button', { name: 'Move 213 queued jobs' }));
  await waitFor(() => expect(engine.batches.get(3)?.labels).toEqual(['nord', 'studio']));
});

test('the batch one is at comes first: of the row with the focus, or of the screen', async () => {
  const first = async (find: Awaited<ReturnType<typeof opened>>) => (await find.findAllByRole('option'))[0]?.textContent;
  const queue = await opened(world);
  (await queue.findByRole('link', { name: 'Riso posters, second pass' })).focus();
  await queue.type('');
  expect(await first(queue)).toBe('Open Riso posters, second pass');
  queue.unmount();
  expect(batchInFront(null, { screen: 'queue', path: ['6', '600012'] })).toEqual({ id: 6, focused: false });
  expect([batchInFront(null, { screen: 'queue', path: ['spend'] }), batchInFront(null, { screen: 'keys', path: ['6'] })]).toEqual([null, null]);
});

test('of an open batch it lists one kind of jobs, selects them, and does to them what the bar does', async () => {
  const { engine, findByRole, palette } = await opened(world, '#/queue/4');
  await palette('list failed');
  await waitFor(async () => expect((await findByRole('grid', { name: 'Jobs' })).getAttribute('aria-rowcount')).toBe('3'));
  await palette('select all');
  await findByRole('toolbar', { name: '3 jobs selected' });
  await palette('rerun 3 selected');
  (await findByRole('button', { name: 'Rerun 3 jobs' })).click();
  await waitFor(() => expect(engine.batches.get(4)?.counts).toMatchObject({ failed: 0, queued: 38 }));
});

test('what can be done to the job beside the list, it offers by its number', async () => {
  const { engine, palette } = await opened(world, '#/queue/2/200032');
  await palette('send job 32 again');
  await waitFor(() => expect(engine.jobs.get(200_032)?.state).toBe('queued'));
});

test('uncertain jobs are found from anywhere, and decided', async () => {
  const { engine, findByRole, palette } = await opened(world, '#/keys');
  await palette('decide uncertain');
  await findByRole('region', { name: '1 uncertain' });
  await palette('count uncertain 34');
  await waitFor(() => expect(engine.batches.get(2)?.counts).toMatchObject({ uncertain: 0, failed: 3 }));
});

test('keys are switched off and on, and tested; the flight board shows another span', async () => {
  const { engine, findByRole, findByText, palette } = await opened(world);
  await palette('switch off nord');
  await waitFor(() => expect(engine.keys.get(2)?.state).toBe('disabled'));
  await palette('switch on nord');
  await waitFor(() => expect(engine.keys.get(2)?.state).toBe('ready'));
  await palette('test studio');
  await findByText('Studio answers');
  await palette('zoom 1 h');
  await waitFor(async () => expect((await findByRole('radio', { name: '1 h' })).getAttribute('aria-checked')).toBe('true'));
});

test('of very many commands the first are shown, and all are found', async () => {
  const many = Array.from({ length: 40 }, (_, at) => batch({ id: at + 1, name: `Batch ${at + 1}`, counts: { queued: 2 } }));
  const { findByText, getAllByRole, type } = await opened({ ...world, batches: many });
  await type('');
  await findByText(/, first 60 shown$/);
  expect(getAllByRole('option')).toHaveLength(60);
  await type('pause 37');
  await findByText(/^1 of \d+$/);
});
