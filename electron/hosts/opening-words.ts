import { bytes } from '../../shared/words/numbers.ts';
import type { OpeningWait } from '../engine/store/open.ts';

/** Below these it takes no longer than one waits without wondering. */
const LARGE_BYTES: Record<OpeningWait['why'], number> = { upgrade: 100_000_000, check: 250_000_000 };

/** What a person is told while a large database is opened, before the engine answers anything; null where it is done at once. */
export function openingWords({ why, bytes: size }: OpeningWait): string | null {
  if (size < LARGE_BYTES[why]) return null;
  switch (why) {
    case 'upgrade':
      return `This workspace was last opened by an earlier companion. Its database (${bytes(size)}) is copied to its backups and brought to today’s version first, which may take a minute. Nothing is sent meanwhile, and nothing is lost if it is interrupted.`;
    case 'check':
      return `The workspace’s database (${bytes(size)}) is read through first, as after a crash and once a week, which may take a minute. Nothing is sent meanwhile, and nothing is lost if it is interrupted.`;
  }
}
