import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { waitingColours } from './title-bar.ts';
import { waitingPage } from './waiting-page.ts';

/** A start goes on without it where it cannot be drawn. */
const DRAWN_WITHIN_MS = 3_000;
/** From a window that is shown to one that the system has drawn. */
const SHOWN_WITHIN_MS = 150;

/** What is said while there is no other window yet. */
export interface WaitingWindow {
  /** Resolves when it can be read: the main process may then be busy for a minute, and the page stays. Null says nothing. */
  say(words: string | null): Promise<void>;
  /** Call it when there is another window: without any the app ends. */
  close(): void;
}

export function createWaitingWindow(icon: string): WaitingWindow {
  let window: BrowserWindow | null = null;
  return {
    async say(words) {
      if (words === null) return;
      const shown = (window ??= new BrowserWindow(options(icon)));
      const drawn = shown.isVisible() ? null : once(shown, 'ready-to-show');
      await shown.loadURL(waitingPage(words, waitingColours()));
      await Promise.race([drawn, wait(DRAWN_WITHIN_MS)]);
      shown.show();
      await wait(SHOWN_WITHIN_MS);
    },
    close() {
      window?.destroy();
      window = null;
    },
  };
}

function options(icon: string): BrowserWindowConstructorOptions {
  return {
    title: 'Abstrakt Companion',
    width: 520,
    height: 200,
    useContentSize: true,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    // Closed, it would end the app: what it speaks of goes on.
    closable: false,
    show: false,
    icon,
    backgroundColor: waitingColours().background,
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webviewTag: false, spellcheck: false },
  };
}
