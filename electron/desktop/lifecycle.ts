import { app, dialog, powerMonitor, type BrowserWindow } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine-types.ts';

/** Shows the window there is, or opens one: for a second start, a click on the dock, and whoever calls what it returns. */
export function showOnRequest(window: () => BrowserWindow): () => BrowserWindow {
  const show = () => {
    const shown = window();
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
    return shown;
  };
  app.on('second-instance', show);
  app.on('activate', show);
  return show;
}

/** Without a window nobody sees the queue: the app ends with it, but for macOS, where the dock brings it back. */
export function endWithLastWindow(): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/** The machine slept: what was due meanwhile is due now. */
export function wakeEngine(engine: Pick<Engine, 'wake'>): void {
  powerMonitor.on('resume', () => engine.wake());
}

/** Lets the engine stop before the process ends; every window is closed by then. Its stop is bounded, so quitting is too. */
export function stopEngineOnQuit(engine: Pick<Engine, 'stop'>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void engine.stop().finally(() => app.exit(0));
  });
}

/** The one question before there is a window: whether a backup takes the place of a damaged database. A terminal is told instead. */
export async function askToRestore(message: string): Promise<boolean> {
  if (process.stderr.isTTY) return false;
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Abstrakt Companion',
    message,
    buttons: ['Put the backup back', 'Quit'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

/** Says why the app cannot open, where a person sees it and where a script does, and ends with code 1. */
export function cannotOpen(thrown: unknown): void {
  const { message, details } = AppError.from(thrown);
  process.stderr.write(`Abstrakt Companion cannot open. ${message}${details ? ` ${JSON.stringify(details)}` : ''}\n`);
  if (process.stderr.isTTY) return app.exit(1);
  dialog.showErrorBox('Abstrakt Companion cannot open', message);
  app.exit(1);
}
