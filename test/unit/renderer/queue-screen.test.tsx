import { waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { batch, busyBatches, busyKeys, models, totalsOf } from '../../support/fake-data.ts';
import { renderApp } from './render-app.tsx';

const small = busyBatches().filter((one) => one.id === 2 || one.id === 3 || one.id === 4);
const world = { keys: busyKeys(), batches: small, models: models() };

test('the uncertain job is shown first, and one click decides', async () => {
  const { engine, user, findByRole, queryByRole } = await renderApp(world);
  const strip = await findByRole('region', { name: '1 uncertain' });
  await within(strip).findByText(/Harbour at night, 6 s clips #34 with .*the connection closed before the answer/);
  await user.click(within(strip).getByRole('button', { name: 'Send again, 15 credits' }));
  await waitFor(() => expect(queryByRole('region', { name: '1 uncertain' })).toBeNull());
  expect(engine.batches.get(2)?.counts).toMatchObject({ uncertain: 0, queued: 51 });
});

test('a batch is paused and resumed from its row', async () => {
  const { engine, user, findByRole } = await renderApp(world);
  await user.click(await findByRole('button', { name: 'Pause Still lifes for the Nord catalogue' }));
  await user.click(await findByRole('button', { name: 'Resume Still lifes for the Nord catalogue' }));
  await findByRole('button', { name: 'Pause Still lifes for the Nord catalogue' });
  expect(engine.batches.get(3)?.state).toBe('active');
});

test('cancelling asks first, says what it will hit, and Keep has the focus', async () => {
  const { engine, user, findByRole } = await renderApp(world);
  await user.click(await findByRole('button', { name: 'More for Still lifes for the Nord catalogue' }));
  await user.click(await findByRole('menuitem', { name: 'Cancel the rest' }));
  const dialog = await findByRole('dialog', { name: 'Cancel the rest of Still lifes for the Nord catalogue?' });
  expect(within(dialog).getByText('leave the queue, free').closest('li')?.textContent).toBe('leave the queue, free213');
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Keep' })));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(engine.batches.get(3)?.state).toBe('active'));
});

test('cancelled after a yes', async () => {
  const { engine, user, findByRole } = await renderApp(world);
  await user.click(await findByRole('button', { name: 'More for Still lifes for the Nord catalogue' }));
  await user.click(await findByRole('menuitem', { name: 'Cancel the rest' }));
  await user.click(await findByRole('button', { name: 'Cancel 213 jobs' }));
  await waitFor(() => expect(engine.batches.get(3)).toMatchObject({ state: 'cancelled', counts: { queued: 0, cancelled: 213 } }));
});

test('a job opens beside the list, with attempts, requests and its input', async () => {
  const { findByRole } = await renderApp(world, '#/queue/2/200032');
  const job = await findByRole('complementary', { name: 'Job' });
  await within(job).findByText('The model failed after 18 s. Nothing was charged. Sending the same again may work.', { selector: 'h2' });
  within(job).getByText('Attempt 1, Client Nord');
  within(job).getByText(/run 429, 212 ms, 14 of 60 left, retry after 29 s/);
  within(job).getByText(/"guidance_scale": 3.5/);
});

test('all failed jobs of a batch are sent again', async () => {
  const { engine, user, findByRole } = await renderApp(world, '#/queue/4');
  await user.click(await findByRole('button', { name: 'Rerun 3 failed' }));
  await waitFor(() => expect(engine.batches.get(4)?.counts).toMatchObject({ failed: 0, queued: 38 }));
});

test('a batch that is not there says so', async () => {
  const { findByText } = await renderApp(world, '#/queue/77');
  await findByText('This batch is not in the workspace');
});

test('first run: the sandbox is one click away, and its starter batch another', async () => {
  const nothing = { keys: [], batches: [], models: models(), totals: totalsOf([]) };
  const { engine, user, findByRole } = await renderApp(nothing);
  await user.click(await findByRole('button', { name: 'Start the sandbox' }));
  await user.click(await findByRole('button', { name: 'Queue the starter batch' }));
  await findByRole('link', { name: 'Starter batch' });
  expect(engine.status.endpoint).toBe('sandbox');
});

test('Space pauses all, numbers go to screens, Ctrl K finds', async () => {
  const { engine, user, findByRole, findByText } = await renderApp({ ...world, batches: [batch({ id: 1, name: 'Fox portraits', counts: { queued: 3 } })] });
  await user.keyboard(' ');
  await waitFor(() => expect(engine.status.paused).toBe(true));
  await user.keyboard('{Control>}k{/Control}');
  const field = await findByRole('combobox', { name: 'Find or do anything' });
  await user.type(field, 'pau fox');
  await findByText('1 of', { exact: false });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(engine.batches.get(1)?.state).toBe('paused'));
  await user.keyboard('3');
  await findByRole('article', { name: 'Studio' });
});
