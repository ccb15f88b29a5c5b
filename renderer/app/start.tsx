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

/** The window stays empty for no longer while its first screen's code comes, ms. */
const LONGEST_EMPTY_MS = 150;

/** Starts the renderer over a client: store, synchronisation, first drawing. */
export function startApp(client: LinkedClient): void {
  applyRememberedTheme();
  followHash();
  const store = createAppStore();
  const code = bringCode(useRoute.getState().screen);
  synchronise(client, store, { now: Date.now, nextFrame: onNextFrame });
  if (useRoute.getState().screen === 'library') warmLibrary(client);
  const root = createRoot(document.getElementById('root')!);
  let drawn = false;
  const draw = () => {
    if (!drawn) root.render(<App access={{ client, store }} />);
    drawn = true;
  };
  // The screen's code is on its way since before this ran: what would be drawn without it is gone in a moment.
  void code.then(draw);
  setTimeout(draw, LONGEST_EMPTY_MS);
}
