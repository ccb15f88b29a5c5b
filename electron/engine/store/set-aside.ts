import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { stamp } from './backups.ts';
import { BESIDE } from './beside.ts';

/**
 * Puts `replacement` (a whole database in the same folder) in the place of a database that nobody has open, and keeps what was there beside
 * it as `<name>.<why>-<time>`, with its log. Returns that name, null where there was nothing. The log goes first: one that stayed would be
 * applied to the replacement.
 */
export function replaceDatabase(database: string, replacement: string | null, why: 'broken' | 'replaced', now: number): string | null {
  const aside = `${database}.${why}-${stamp(now)}`;
  const there = existsSync(database);
  if (there) keep(database, aside);
  for (const end of BESIDE) if (existsSync(database + end)) renameSync(database + end, aside + end);
  if (replacement === null) rmSync(database, { force: true });
  else renameSync(replacement, database);
  return there ? aside : null;
}

/** A second name where the disk has such, so that the database's own is never without a file. */
function keep(database: string, aside: string): void {
  try {
    linkSync(database, aside);
  } catch {
    copyFileSync(database, aside);
  }
}
