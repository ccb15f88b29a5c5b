import { app, session, type Session, type WebContents } from 'electron';
import { isOurPage, MEDIA_SCHEME, PAGE_ORIGIN } from './origin.ts';

/** What our own page may do beyond showing itself: copy text, and show a video on the whole screen. Both need a click. */
const PERMITTED: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

const EXPORTS = `${MEDIA_SCHEME}://export/`;

/** Denies what no page of ours needs, for every web contents there will ever be. Call once, when the app is ready and before the first window. */
export function harden(): void {
  denyPermissions(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function denyPermissions(to: Session): void {
  to.setPermissionRequestHandler((_contents, permission, answer, details) => answer(isPermitted(permission, details.requestingUrl)));
  to.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  to.setDevicePermissionHandler(() => false);
  to.on('will-download', (event, item) => {
    if (isOurs(item.getURL())) item.setSaveDialogOptions({ title: 'Save', defaultPath: item.getFilename() });
    else event.preventDefault();
  });
}

/** Only an export of the engine's, or what our own page drew, is saved; the system's dialog asks where. */
function isOurs(url: string): boolean {
  return url.startsWith(EXPORTS) || url.startsWith(`blob:${PAGE_ORIGIN}/`);
}

function isPermitted(permission: string, origin: string): boolean {
  return PERMITTED.includes(permission) && isOurPage(origin);
}

/** No way to another document: not by a link, a redirect, a frame, a new window or a webview. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    // A link to an export: what it names is saved, and the page stays.
    if (event.url.startsWith(EXPORTS)) contents.downloadURL(event.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
