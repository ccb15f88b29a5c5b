/** The scheme and host our own pages are served under: a standard, secure origin instead of `file:`. */
export const PAGE_SCHEME = 'app';
export const MEDIA_SCHEME = 'media';
export const PAGE_ORIGIN = 'app://companion';

/** The one document of the app: where Vite puts the page of `renderer/index.html`, inside the renderer's build. */
export const INDEX = 'renderer/index.html';
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** Whether an address is one of our pages. `URL.origin` says "null" for schemes it does not know, so scheme and host are compared. */
export function isOurPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return `${protocol}//${host}` === PAGE_ORIGIN && !username && !password;
}
