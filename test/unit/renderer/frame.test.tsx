import { waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { busyKeys, models } from '../../support/fake-data.ts';
import { renderApp } from './render-app.tsx';

const world = { keys: busyKeys(), batches: [], models: models() };

test('the theme is the engine’s, and changes at once', async () => {
  const { user, findByRole } = await renderApp(world, '#/settings');
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  await user.click(await findByRole('radio', { name: 'Paper' }));
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('light'));
});

test('every screen opens from the rail and names itself', async () => {
  const { user, findByRole } = await renderApp(world);
  for (const name of ['Keys', 'Library', 'Models', 'Learn', 'Settings', 'Compose', 'Queue']) {
    await user.click(await findByRole('link', { name }));
    await findByRole('main', { name });
    expect((await findByRole('link', { name })).getAttribute('aria-current')).toBe('page');
  }
});

test('a refused command says why, and stays until closed', async () => {
  const { engine, user, findByRole, findByLabelText, findAllByText, queryByText } = await renderApp(world, '#/keys/1');
  engine.keys.delete(1);
  await user.click(await findByRole('button', { name: 'Test key' }));
  // Twice: for the eye, and for a reader at once.
  expect(await findAllByText('There is no key 1.')).toHaveLength(2);
  await user.click(await findByLabelText('Close'));
  await waitFor(() => expect(queryByText('There is no key 1.')).toBeNull());
});

test('a browser without a session is told what to open', async () => {
  const { engine, findByText } = await renderApp(world);
  engine.setLink('refused');
  await findByText('Open the address the host printed');
});

test('a lost host shows in the status line, and the rest stays readable', async () => {
  const { engine, findByText, getByRole } = await renderApp(world);
  engine.setLink('lost');
  await findByText('SYS.OFFLINE');
  getByRole('main', { name: 'Queue' });
});

test('webhooks: what is wrong is said at the field, what is saved says how it stands', async () => {
  const { engine, user, findByRole, findByText, getByRole, getByLabelText } = await renderApp(world, '#/settings');
  const form = await findByRole('form', { name: 'Webhooks' });
  await findByText('Off: finished jobs are asked for.');
  await user.type(getByLabelText('Public address'), 'my tunnel');
  await findByText('An address that begins with https:// or http://, or nothing');
  await user.clear(getByLabelText('Public address'));
  await user.type(getByLabelText('Public address'), 'https://fox.example.com');
  await user.type(getByLabelText('Signing secret'), 'whsec_fox_in_snow{Enter}');
  await findByText(/^Listens: long jobs are waited for/);
  expect(engine.settings).toMatchObject({ webhookBase: 'https://fox.example.com', webhookPort: 4174, webhookUnsigned: false });
  expect(form.outerHTML).not.toContain('whsec_fox');
  engine.webhooks = { known: true, trusted: false, deaf: false, received: 3, refused: 1 };
  await user.click(getByRole('switch', { name: 'Believe word without a signature' }));
  await findByText(/Word of a job was missed/);
  engine.webhooks = { ...engine.webhooks, deaf: true };
  await user.click(getByRole('switch', { name: 'Believe word without a signature' }));
  await findByText(/^Port 4174 is taken by another program/);
  await user.click(getByRole('button', { name: 'Stop, and forget the secret' }));
  await findByText('Off: finished jobs are asked for.');
  expect([engine.settings.webhookBase, engine.webhooks.known]).toEqual([null, false]);
});
