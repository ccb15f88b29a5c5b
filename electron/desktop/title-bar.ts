import { nativeTheme, type BrowserWindow, type TitleBarOverlayOptions } from 'electron';
import type { Settings } from '../../shared/domain.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { WaitingColours } from './waiting-page.ts';

/** Height of the title bar in the look, px, without the hairline below it. */
const HEIGHT = 39;

/** Tokens `bg` and `text-2` of the look: the system draws the window's controls, so it has to be told. And `now`. */
const COLOURS = {
  dark: { color: '#101215', symbolColor: '#b0b5b9', now: '#fc963c' },
  light: { color: '#efeeeb', symbolColor: '#4b4742', now: '#e16200' },
} as const;

function colours(): (typeof COLOURS)['dark' | 'light'] {
  return nativeTheme.shouldUseDarkColors ? COLOURS.dark : COLOURS.light;
}

/** Behind the page until it is drawn. */
export function windowBackground(): string {
  return colours().color;
}

export function titleBarOverlay(): TitleBarOverlayOptions {
  const { color, symbolColor } = colours();
  return { color, symbolColor, height: HEIGHT };
}

/** Of a window that there is before the page with its own. */
export function waitingColours(): WaitingColours {
  const { color, symbolColor, now } = colours();
  return { background: color, text: symbolColor, now };
}

/** Follows the theme chosen in the settings, for the system's own parts and for the page's `prefers-color-scheme`. */
export function followTheme(engine: Pick<Engine, 'call' | 'subscribe'>): void {
  const apply = (settings: Settings) => {
    nativeTheme.themeSource = settings.theme;
  };
  engine.subscribe((event) => {
    if (event.name === 'settings.changed') apply(event.payload);
  });
  void engine.call('app.snapshot', null).then((result) => {
    if (result.ok) apply((result.value as { settings: Settings }).settings);
  });
}

/** Repaints the window's controls when the theme changes. macOS draws its own. */
export function keepOverlayInTheme(window: BrowserWindow): void {
  if (process.platform === 'darwin') return;
  const repaint = () => window.setTitleBarOverlay(titleBarOverlay());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
}
