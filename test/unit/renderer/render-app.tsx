import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createElement } from 'react';
import { onTestFinished } from 'vitest';
import { App } from '../../../renderer/app/app.tsx';
import { ALL_LATER } from '../../../renderer/app/later.tsx';
import { closePalette } from '../../../renderer/app/palette-state.ts';
import { closeIo } from '../../../renderer/screens/library/io/io-dialog.ts';
import { closeBatchDialog } from '../../../renderer/screens/queue/batch-dialog.ts';
import { followHash } from '../../../renderer/state/route.ts';
import { createAppStore } from '../../../renderer/state/store.ts';
import { synchronise } from '../../../renderer/state/sync.ts';
import { FakeEngine, type FakeWorld } from '../../support/fake-engine.ts';
import { NOW } from '../../support/fake-data.ts';

/** What the app keeps beside its store and its page: nothing of it stays for the next test. */
function leaveNothing(): void {
  closePalette();
  closeBatchDialog();
  closeIo();
  localStorage.clear();
}

/** The whole app over a fake engine, opened at `hash`; resolves when the first snapshot is drawn. All code is there, as in a window after a moment. */
export async function renderApp(world: FakeWorld, hash = '#/queue') {
  for (const part of ALL_LATER) await part.bring();
  const engine = new FakeEngine({ now: () => NOW, ...world });
  const store = createAppStore();
  location.hash = hash;
  const off = [followHash(), synchronise(engine, store, { now: Date.now, nextFrame: (callback) => void setTimeout(callback) })];
  onTestFinished(() => {
    for (const end of off) end();
    leaveNothing();
  });
  const view = render(createElement(App, { access: { client: engine, store } }));
  await view.findByRole('navigation', { name: 'Screens' });
  return { engine, store, user: userEvent.setup(), ...view };
}
