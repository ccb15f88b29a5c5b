import { createRoot } from 'react-dom/client';
import type { LinkedClient } from '../client/link.ts';
import { onNextFrame } from '../state/next-frame.ts';
import { followHash, useRoute } from '../state/route.ts';
import { createAppStore } from '../state/store.ts';
import { synchronise } from '../state/sync.ts';
import { warmLibrary } from '../state/use-library.ts';
import { App } from './app.tsx';
import { bringCode } from './bring-code.ts';
import { applyRememberedTheme } from './theme.ts';

/** Starts the renderer over a client: store, synchronisation, first drawing. */
export function startApp(client: LinkedClient): void {
  applyRememberedTheme();
  followHash();
  const store = createAppStore();
  bringCode(useRoute.getState().screen);
  synchronise(client, store, { now: Date.now, nextFrame: onNextFrame });
  if (useRoute.getState().screen === 'library') warmLibrary(client);
  createRoot(document.getElementById('root')!).render(<App access={{ client, store }} />);
}
