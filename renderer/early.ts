/**
 * The window's first code, a file of its own that needs no other: while the rest is read and compiled, the link to the host is opened, the first questions are
 * answered, and the screen's code is on its way. It runs before the rest, or not at all.
 */
import { openEarly } from './client/early.ts';
import { firstQuestions } from './client/first-questions.ts';
import './client/window.ts';

/** The files of each screen's code, as the build wrote them into the page (`vite.config.ts`). */
const code = JSON.parse(document.querySelector<HTMLMetaElement>('meta[name=screen-code]')?.content ?? '{}') as Record<string, string[] | undefined>;
const screen = /^#\/?([\w-]+)/.exec(location.hash)?.[1] ?? 'queue';

if (!window.companionStarted) {
  if (!window.companion) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    window.companionEarly = openEarly(new WebSocket(`${scheme}://${location.host}/ws`), firstQuestions(location.hash, devicePixelRatio));
  }
  for (const file of code[screen] ?? []) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', crossOrigin: '', href: file });
    document.head.append(link);
  }
}
