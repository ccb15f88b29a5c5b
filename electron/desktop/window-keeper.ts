import { screen, type BrowserWindow } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Logger } from '../engine/log.ts';
import { place, windowState, type Placement, type WindowState } from './window-state.ts';

/** Where to open the window, from what `file` kept and the displays there are now. */
export function keptPlacement(file: string): Placement {
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  return place(
    read(file),
    displays.map((display) => display.workArea),
  );
}

/** Keeps the window's place in `file` when it closes: a lost file costs a default size, so nothing more is done for it. */
export function keepPlace(window: BrowserWindow, file: string, log: Logger): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch (error) {
      log.warn('desktop: the window’s place was not kept', { error: String(error) });
    }
  });
}

function read(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
