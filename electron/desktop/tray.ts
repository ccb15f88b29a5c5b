import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import { PRODUCT } from '../../shared/words/six-words.ts';

/** Px; the system scales what it needs larger. */
const SIZE = process.platform === 'darwin' ? 18 : 22;

export interface TrayActions {
  show(): void;
  pause(on: boolean): void;
  quit(): void;
}

export interface ShellTray {
  /** `words`: how things stand, in six. */
  tell(words: string, paused: boolean): void;
}

/** The mark in the system's tray: how the queue stands on hover and at the top of its menu. A desktop without a tray shows none. */
export function openTray(icon: string, actions: TrayActions): ShellTray {
  const tray = new Tray(nativeImage.createFromPath(icon).resize({ width: SIZE, height: SIZE }));
  let told = '';
  tray.on('click', actions.show);
  return {
    tell(words, paused) {
      if (told === `${words} ${paused}`) return;
      told = `${words} ${paused}`;
      tray.setToolTip(`${PRODUCT}: ${words}`);
      tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(words, paused, actions)));
    },
  };
}

/** Pure. */
export function trayTemplate(words: string, paused: boolean, { show, pause, quit }: TrayActions): MenuItemConstructorOptions[] {
  return [
    { label: words, enabled: false },
    { type: 'separator' },
    { label: 'Show the window', click: show },
    { label: paused ? 'Resume all' : 'Pause all', click: () => pause(!paused) },
    { type: 'separator' },
    { label: 'Quit', click: quit },
  ];
}
