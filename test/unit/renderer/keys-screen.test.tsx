import { waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { busyKeys, models, totalsOf } from '../../support/fake-data.ts';
import { renderApp } from './render-app.tsx';

const SECRET = 'sk_live_abcdefghijklmnop7f3a';
const nothing = { keys: [], batches: [], models: models(), totals: totalsOf([]) };
const world = { keys: busyKeys(), batches: [], models: models() };

test('keys are pasted many at once, shown masked, and forgotten once sent', async () => {
  const { engine, user, store, findByLabelText, findByRole, findByText } = await renderApp(nothing, '#/keys/add');
  const call = vi.spyOn(engine, 'call');
  const field = await findByLabelText('Add keys');
  expect(field).toHaveProperty('type', 'password');
  await user.click(field);
  await user.paste(`studio=${SECRET}\nsk_test_qwertyuiop1234`);
  await findByText('reads as a live key');
  expect(document.body.textContent).not.toContain(SECRET);
  expect(document.body.innerHTML).not.toContain('abcdefghijkl');
  await user.click(await findByRole('button', { name: 'Add 2 keys' }));
  expect(call).toHaveBeenCalledWith('key.add', { keys: [{ secret: SECRET, label: 'studio' }, { secret: 'sk_test_qwertyuiop1234' }] });
  await findByRole('article', { name: 'studio' });
  expect(JSON.stringify(store.getState())).not.toContain('abcdefghijkl');
});

test('a line that cannot be a key holds the others back, and says why', async () => {
  const { user, findByLabelText, findByRole, findByText } = await renderApp(nothing, '#/keys/add');
  await user.click(await findByLabelText('Add keys'));
  await user.paste(`${SECRET}\nshort`);
  await findByText('too short to be a key');
  expect((await findByRole('button', { name: 'Add 2 keys' })).getAttribute('aria-disabled')).toBe('true');
});

test('a locked vault asks for its passphrase, and says when it is the wrong one', async () => {
  const locked = { ...nothing, status: { vault: { kind: 'passphrase' as const, state: 'locked' as const } } };
  const { engine, user, findByLabelText, findByText } = await renderApp(locked, '#/keys');
  const field = await findByLabelText('Passphrase');
  await user.type(field, 'wrong{Enter}');
  await findByText('This is not the passphrase of this vault. Nothing was changed; try again.');
  expect(field).toHaveProperty('value', '');
  await user.type(field, 'right one{Enter}');
  await findByLabelText('Add keys');
  expect(engine.status.vault.state).toBe('open');
});

test('a new vault wants a passphrase twice the same', async () => {
  const fresh = { ...nothing, status: { vault: { kind: 'passphrase' as const, state: 'new' as const } } };
  const { user, findByLabelText, findByRole, findByText } = await renderApp(fresh, '#/keys');
  await user.type(await findByLabelText('Passphrase'), 'long enough');
  await user.type(await findByLabelText('The same again'), 'something else');
  await user.click(await findByRole('button', { name: 'Set the passphrase' }));
  await findByText('The two are not the same');
  await user.clear(await findByLabelText('The same again'));
  await user.type(await findByLabelText('The same again'), 'long enough{Enter}');
  await findByLabelText('Add keys');
});

test('no place to keep keys is said, with what to do', async () => {
  const { findByText } = await renderApp({ ...nothing, status: { vault: { kind: 'keychain', state: 'missing' } } }, '#/keys');
  await findByText('This machine has no place to keep keys');
});

test('a key is renamed, labelled, switched off, tested and removed', async () => {
  const { engine, user, findByRole, findByText, findByLabelText } = await renderApp(world, '#/keys/1');
  const name = await findByLabelText('Name');
  await user.clear(name);
  await user.type(name, 'Atelier{Enter}');
  await waitFor(() => expect(engine.keys.get(1)?.label).toBe('Atelier'));
  await user.type(await findByLabelText('Labels'), 'night{Enter}');
  await waitFor(() => expect(engine.keys.get(1)?.labels).toEqual(['studio', 'night']));
  await user.click(await findByRole('radio', { name: 'moss' }));
  await waitFor(() => expect(engine.keys.get(1)?.colour).toBe(3));
  await user.click(await findByRole('switch', { name: 'Sends jobs' }));
  await waitFor(() => expect(engine.keys.get(1)?.state).toBe('disabled'));
  await user.click(await findByRole('button', { name: 'Test key' }));
  await findByText('Atelier answers');
  await user.click(await findByRole('button', { name: 'Remove 1 key' }));
  const dialog = await findByRole('dialog', { name: 'Remove Atelier?' });
  await user.click(within(dialog).getByRole('button', { name: 'Remove 1 key' }));
  await waitFor(() => expect(engine.keys.has(1)).toBe(false));
});

test('headers of the last answer are shown as they came', async () => {
  const { findByRole } = await renderApp(world, '#/keys/3');
  const headers = await findByRole('region', { name: 'Headers of the last answer' });
  expect(headers.textContent).toMatch(/X-RateLimit-Reset\s+1795520923/);
  expect(headers.textContent).toMatch(/Retry-After\s+20/);
});
