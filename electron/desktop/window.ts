import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { Logger } from '../engine/log.ts';
import { PAGE_URL } from './origin.ts';
import { keepOverlayInTheme, titleBarOverlay, windowBackground } from './title-bar.ts';
import { keepPlace, keptPlacement } from './window-keeper.ts';
import { SMALLEST, type Placement } from './window-state.ts';

export interface WindowFiles {
  preload: string;
  icon: string;
  /** Where the window's place is kept. */
  windowState: string;
}

/** Opens the one window: sandboxed, isolated, without Node. It shows itself when the first frame is drawn. */
export function openWindow(files: WindowFiles, log: Logger): BrowserWindow {
  const placement = keptPlacement(files.windowState);
  const window = new BrowserWindow(windowOptions(files, placement));
  keepPlace(window, files.windowState, log);
  keepOverlayInTheme(window);
  window.once('ready-to-show', () => {
    if (placement.maximized) window.maximize();
    window.show();
  });
  recoverFromCrash(window, log);
  void window.loadURL(PAGE_URL);
  return window;
}

function windowOptions(files: WindowFiles, { width, height, at }: Placement): BrowserWindowConstructorOptions {
  return {
    title: 'Abstrakt Companion',
    width,
    height,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    ...at,
    show: false,
    icon: files.icon,
    backgroundColor: windowBackground(),
    autoHideMenuBar: true,
    titleBarStyle: 'hidden',
    titleBarOverlay: titleBarOverlay(),
    trafficLightPosition: { x: 14, y: 13 },
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      safeDialogs: true,
      spellcheck: false,
    },
  };
}

/** The queue goes on in the main process; the page is only its window, so it is loaded anew. */
function recoverFromCrash(window: BrowserWindow, log: Logger): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('desktop: the page’s process ended', { reason, exitCode });
    if (reason !== 'clean-exit' && reason !== 'killed') window.webContents.reload();
  });
}
