import { waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { busyBatches, busyKeys, models } from '../../support/fake-data.ts';
import { renderApp } from './render-app.tsx';

const world = { keys: busyKeys(), batches: busyBatches().filter((one) => one.id === 2 || one.id === 4), models: models() };

test('all jobs of a filter are selected, and cancelling says first what it will hit', async () => {
  const { engine, user, findByRole } = await renderApp(world, '#/queue/2');
  await user.click(await findByRole('button', { name: 'Select all' }));
  const bar = await findByRole('toolbar', { name: '96 jobs selected' });
  await user.click(await within(bar).findByRole('button', { name: 'Cancel 63' }));
  const dialog = await findByRole('dialog', { name: 'Cancel 63 jobs?' });
  expect(within(dialog).getByText('leave the queue, free').closest('li')?.textContent).toContain('50');
  expect(within(dialog).getByText('at the API: asked to be given up there, may be charged').closest('li')?.textContent).toContain('11');
  await user.click(within(dialog).getByRole('button', { name: 'Keep' }));
  expect(engine.batches.get(2)?.counts.queued).toBe(50);
});

test('failed jobs of a selection are run again after a question', async () => {
  const { engine, user, findByRole } = await renderApp(world, '#/queue/4');
  await user.click(await findByRole('button', { name: 'Select all' }));
  await user.click(await findByRole('button', { name: 'Rerun 3' }));
  await user.click(await findByRole('button', { name: 'Rerun 3 jobs' }));
  await waitFor(() => expect(engine.batches.get(4)?.counts).toMatchObject({ failed: 0, queued: 38 }));
});

test('queued jobs are changed together, with a way back', async () => {
  const { engine, user, findByRole } = await renderApp(world, '#/queue/4');
  await user.click(await findByRole('button', { name: 'Select all' }));
  await user.click(await findByRole('button', { name: 'Change 35 queued' }));
  const dialog = await findByRole('dialog', { name: 'Change 35 queued jobs' });
  const value = await within(dialog).findByRole('textbox', { name: 'Value' });
  await user.clear(value);
  await user.type(value, 'a heron');
  await user.click(within(dialog).getByRole('button', { name: 'Change 35 jobs' }));
  await waitFor(() => expect([...engine.jobs.values()].filter((job) => job.prompt === 'a heron')).toHaveLength(35));
  await user.click(await findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(engine.undone).toEqual([7]));
});

test('a batch is moved up with Alt and an arrow', async () => {
  const { engine, user, findByRole } = await renderApp(world);
  const second = await findByRole('link', { name: 'Riso posters, second pass' });
  second.focus();
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(engine.batches.get(4)?.priority).toBe(10));
});

test('a row’s own keys pause its batch, choose its keys, run failed ones again changed, and cancel the rest', async () => {
  const { engine, user, findByRole, queryByRole } = await renderApp(world);
  const row = await findByRole('link', { name: 'Harbour at night, 6 s clips' });
  const press = async (key: string) => {
    row.focus();
    await user.keyboard(key);
  };
  await press('p');
  await waitFor(() => expect(engine.batches.get(2)?.state).toBe('paused'));
  await press('p');
  await waitFor(() => expect(engine.batches.get(2)?.state).toBe('active'));
  for (const [key, name] of [
    ['l', 'Which keys take Harbour at night, 6 s clips?'],
    ['r', 'Rerun 2 failed jobs of Harbour at night, 6 s clips with one thing changed'],
    ['{Delete}', 'Cancel the rest of Harbour at night, 6 s clips?'],
  ] as const) {
    await press(key);
    await findByRole('dialog', { name });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(queryByRole('dialog', { name })).toBeNull());
  }
});
