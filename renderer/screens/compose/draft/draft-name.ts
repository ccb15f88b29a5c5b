import type { Draft } from './draft.ts';

const LENGTH = 24;
/** Lines that set a variable or hold a comment make no text. */
const OWN_LINES = /^[ \t]*(?:\$\{[\w ?-]+=.*\}|#.*|\/\/.*)[ \t]*$/gm;

const EXCERPT = 300;

/** The first words of its prompt, for lists of drafts. */
export function excerpt(draft: Pick<Draft, 'prompt'>): string {
  const words = draft.prompt.replace(OWN_LINES, '').replace(/\s+/g, ' ').trim();
  return [...words].slice(0, EXCERPT).join('');
}

/** What a draft's tab is called: its batch's name, else the first words of its prompt. */
export function draftName(draft: Draft): string {
  const words = draft.name.trim() || excerpt(draft);
  if (words === '') return 'Untitled';
  const letters = [...words];
  return letters.length <= LENGTH ? words : `${letters.slice(0, LENGTH).join('').trimEnd()} …`;
}
