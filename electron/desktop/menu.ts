import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu: the system's own editing, zoom and window commands with their accelerators. On Windows and Linux it is hidden and shown by Alt;
 * the page draws its own frame.
 */
export function setMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform)));
}

/** Pure. No reload and no developer tools: they are of no use to who runs the product. */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const first: MenuItemConstructorOptions = platform === 'darwin' ? { role: 'appMenu' } : { label: '&File', submenu: [{ role: 'close' }, { role: 'quit' }] };
  return [
    first,
    { role: 'editMenu' },
    { label: '&View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ];
}
