import { Menu, type MenuItemConstructorOptions } from 'electron';
import { acceleratorOf, ACTION_WORDS, type Action, type Bindings, isTyped } from '../../shared/shortcuts.ts';

export interface MenuActions {
  /** Shows the page at this address. */
  open(hash: string): void;
  /** Opens what finds everything. */
  palette(): void;
  togglePause(): void;
}

/**
 * The application menu: the frame's actions with the keys people know them by, then the system's own editing, zoom and window commands. On
 * Windows and Linux it is hidden and shown by Alt; the page draws its own frame.
 */
export function setMenu(platform: NodeJS.Platform, bindings: Bindings, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, bindings, actions)));
}

/** Pure. No reload and no developer tools: they are of no use to who runs the product. */
export function menuTemplate(platform: NodeJS.Platform, bindings: Bindings, actions: MenuActions): MenuItemConstructorOptions[] {
  const item = (action: Action, click: () => void) => ({ label: ACTION_WORDS[action], click, ...keysOf(bindings[action], platform) });
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: '&File', submenu: [item('add-keys', () => actions.open('#/keys/add')), { type: 'separator' }, { role: 'close' }, { role: 'quit' }] };
  return [
    first,
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        item('palette', actions.palette),
        { type: 'separator' },
        item('screen-compose', () => actions.open('#/compose')),
        item('screen-queue', () => actions.open('#/queue')),
        item('screen-keys', () => actions.open('#/keys')),
        item('screen-library', () => actions.open('#/library')),
        item('screen-models', () => actions.open('#/models')),
        item('screen-learn', () => actions.open('#/learn')),
        item('screen-settings', () => actions.open('#/settings')),
      ],
    },
    { label: '&Queue', submenu: [item('pause', actions.togglePause), item('spend', () => actions.open('#/queue/spend'))] },
    { label: '&View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ];
}

/**
 * The page handles the keys itself, and knows where they are text: here they are shown only. A Mac cannot show keys without taking them, so
 * there what one also types is left out.
 */
function keysOf(binding: string, platform: NodeJS.Platform): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  if (platform === 'darwin' && isTyped(binding)) return {};
  return { accelerator: acceleratorOf(binding), registerAccelerator: false };
}
