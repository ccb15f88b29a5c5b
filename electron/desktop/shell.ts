import { app, BrowserWindow } from 'electron';
import { bindingsOf, type Bindings } from '../../shared/shortcuts.ts';
import { alertsBetween } from '../../shared/words/alerts.ts';
import type { Engine } from '../engine/engine-types.ts';
import { setMenu } from './menu.ts';
import { notify } from './notices.ts';
import { PAGE_URL } from './origin.ts';
import { press } from './press.ts';
import { watchQueue, type QueueNow } from './queue-watch.ts';
import { queueWords } from './shell-words.ts';
import { openTray } from './tray.ts';

export interface ShellOptions {
  engine: Pick<Engine, 'call' | 'subscribe'>;
  icon: string;
  platform: NodeJS.Platform;
  now(): number;
  /** Shows the one window, and opens it where there is none. */
  show(): BrowserWindow;
}

/** What of the queue is seen outside of the window: the tray, the menu with the keys that are set, and notices while nobody looks. */
export function followQueue({ engine, icon, platform, now, show }: ShellOptions): void {
  let paused = false;
  let bindings: Bindings = bindingsOf({});
  const pause = (on: boolean) => void engine.call(on ? 'queue.pause' : 'queue.resume', null);
  // The same document: it only looks elsewhere.
  const open = (hash: string) => void show().loadURL(`${PAGE_URL}${hash}`);
  const tray = openTray(icon, { show: () => void show(), pause, quit: () => app.quit() });
  const actions = { open, palette: () => press(show().webContents, bindings.palette, platform), togglePause: () => pause(!paused) };
  setMenu(platform, bindings, actions);

  watchQueue(engine, (next, before) => {
    paused = next.status.paused;
    tray.tell(queueWords(next, now()), paused);
    if (next.settings.shortcuts !== before?.settings.shortcuts) setMenu(platform, (bindings = bindingsOf(next.settings.shortcuts)), actions);
    if (before && BrowserWindow.getFocusedWindow() === null) tellAlerts(before, next);
  });

  function tellAlerts(before: QueueNow, next: QueueNow): void {
    for (const alert of alertsBetween(before, next, now())) notify(alert, open);
  }
}
