import { expect, it } from 'vitest';
import { waitingPage } from '../../../electron/desktop/waiting-page.ts';
import { openingWords } from '../../../electron/hosts/opening-words.ts';

const COLOURS = { background: '#101215', text: '#b0b5b9', now: '#fc963c' };

function pageOf(words: string): string {
  const address = waitingPage(words, COLOURS);
  expect(address).toMatch(/^data:text\/html;charset=utf-8,/);
  return decodeURIComponent(address.slice(address.indexOf(',') + 1));
}

it.each(['upgrade', 'check'] as const)('the page of a large database says what is done (%s), word for word, and may load nothing', (why) => {
  const words = openingWords({ why, bytes: 927_000_000 });
  const page = pageOf(words ?? '');
  expect(page).toContain(`<p role="status">${words}</p>`);
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page).not.toMatch(/<(script|link|img)|https?:/);
});

it('words that look like a page are words', () => {
  expect(pageOf('<img src=x> & “friends”')).toContain('<p role="status">&lt;img src=x> &amp; “friends”</p>');
});
