import { bytes } from '../../shared/words/numbers.ts';

/** Below this it takes no longer than one waits without wondering. */
const LARGE_BYTES = 100_000_000;

/** What a person is told while a database of an earlier version is brought to today's, by its size; null where it is done at once. */
export function upgradeWords(size: number): string | null {
  if (size < LARGE_BYTES) return null;
  return `This workspace was last opened by an earlier companion. Its database (${bytes(size)}) is copied to its backups and brought to today’s version first, which may take a minute. Nothing is sent meanwhile, and nothing is lost if it is interrupted.`;
}
