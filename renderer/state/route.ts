import { create } from 'zustand';

export const SCREENS = ['compose', 'queue', 'keys', 'library', 'models', 'learn', 'settings'] as const;
export type Screen = (typeof SCREENS)[number];

/** Where the window is: a screen, and what of it is open (`#/queue/12/345` is job 345 of batch 12). */
export interface Route {
  screen: Screen;
  path: readonly string[];
}

const HOME: Route = { screen: 'queue', path: [] };

/** Reads a location's hash; anything unknown leads home. */
export function parseHash(hash: string): Route {
  const [screen, ...path] = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decode);
  return isScreen(screen) ? { screen, path } : HOME;
}

export function toHash(route: Route): string {
  return `#/${[route.screen, ...route.path.map(encodeURIComponent)].join('/')}`;
}

export const useRoute = create<Route>(() => parseHash(globalThis.location?.hash ?? ''));

/** Goes to a screen: `navigate('queue', '12')`. The browser's back button comes back. */
export function navigate(screen: Screen, ...path: (string | number)[]): void {
  location.hash = toHash({ screen, path: path.map(String) });
}

/** As `navigate`, without a step in the history: moving along a list. */
export function navigateInPlace(screen: Screen, ...path: (string | number)[]): void {
  const route = { screen, path: path.map(String) };
  history.replaceState(null, '', toHash(route));
  useRoute.setState(route);
}

/** Address of a screen, fit for `href`. */
export function hrefOf(screen: Screen, ...path: (string | number)[]): string {
  return toHash({ screen, path: path.map(String) });
}

/** Follows the address from now on; returns the undo. */
export function followHash(): () => void {
  const follow = () => useRoute.setState(parseHash(location.hash));
  follow();
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}

function isScreen(word: string | undefined): word is Screen {
  return (SCREENS as readonly (string | undefined)[]).includes(word);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
