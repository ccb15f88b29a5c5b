import { BrowserClient } from './browser.ts';
import { desktopClient } from './desktop.ts';
import type { LinkedClient } from './link.ts';
import './window.ts';

/** The client of this window: the desktop's bridge where there is one, else a WebSocket to the host that served the page. */
export function connectClient(): LinkedClient {
  if (window.companion) return desktopClient(window.companion);
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  window.companionStarted = true;
  return new BrowserClient({
    early: window.companionEarly ?? null,
    open: () => new WebSocket(`${scheme}://${location.host}/ws`),
    setTimer: (delayMs, callback) => setTimeout(callback, delayMs),
    random: Math.random,
  });
}
