import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { Logger } from '../engine/log.ts';
import { waitingColours } from './title-bar.ts';
import { waitingPage } from './waiting-page.ts';

/** A start goes on without it where it cannot be drawn. */
const DRAWN_WITHIN_MS = 3_000;
/** From a window that is shown to one that the system has drawn. */
const SHOWN_WITHIN_MS = 150;

/** What is said while there is no other window yet. */
export interface WaitingWindow {
  /** Resolves when it can be read, or cannot be shown: the main process may then be busy for a minute, and the page stays. Null says nothing. */
  say(words: string | null): Promise<void>;
  /** Call it when there is another window: without any the app ends. */
  close(): void;
}

/** A start must not end because nothing could be said about it: what goes wrong here is logged. */
export function createWaitingWindow(icon: string, log: Logger): WaitingWindow {
  let window: BrowserWindow | null = null;

  async function draw(shown: BrowserWindow, words: string): Promise<void> {
    const ready = shown.isVisible() ? null : once(shown, 'ready-to-show');
    await shown.loadURL(waitingPage(words, waitingColours()));
    await ready;
  }

  return {
    async say(words) {
      if (words === null) return;
      try {
        const shown = (window ??= new BrowserWindow(options(icon)));
        await Promise.race([draw(shown, words), wait(DRAWN_WITHIN_MS)]);
        shown.show();
        await wait(SHOWN_WITHIN_MS);
      } catch (error) {
        log.warn('the window of a start that takes its time', { error: String(error) });
      }
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
