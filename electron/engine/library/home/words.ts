import { counted } from '../../../../shared/words/numbers.ts';
import type { Left, Moved } from './move.ts';

const files = (count: number) => counted(count, 'file');

/** What a move came to. */
export function movedWords({ to, files: count, damaged }: Moved): string {
  const hurt = damaged === 0 ? '' : ` ${files(damaged)} had other bytes than were stored and went along as they are: Verify tells more.`;
  return `${files(count)} copied to ${to}, each read back and compared. The library is there now.${hurt} The former files are still in their place until you remove them.`;
}

/** What removing files came to; `end`: how it stands with the library then. */
export function removedWords({ from, removed, kept }: Left & { from: string }, end: string): string {
  const stay = kept === 0 ? '' : ` ${files(kept)} stay there: the library does not have them.`;
  return `${files(removed)} removed from ${from}.${stay} ${end}`;
}
