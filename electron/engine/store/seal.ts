import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Store } from './open.ts';

/** A disk may rot without anybody writing to it: a database is read from end to end once in so long, however well it was closed, ms. */
const CHECK_EVERY_MS = 7 * 86_400_000;

const seal = z.object({ size: z.number(), modifiedMs: z.number(), checkedAt: z.number() });

const sealOf = (file: string) => `${file}.sealed`;

/** When each database that is open was last read from end to end, ms. */
const checked = new WeakMap<Store, number>();

/**
 * Whether a database has to be read from end to end before it is used: always, unless the companion closed it in order, nobody has written
 * to it since, and that was done within the last week. The seal is broken by this: after a crash there is none.
 */
export function breakSeal(file: string, now: number): { checkedAt: number } | null {
  const found = read(file);
  if (!found || !broken(file)) return null;
  const { size, mtimeMs } = statSync(file);
  const same = size === found.size && mtimeMs === found.modifiedMs && !existsSync(`${file}-wal`);
  const fresh = found.checkedAt <= now && now - found.checkedAt < CHECK_EVERY_MS;
  return same && fresh ? { checkedAt: found.checkedAt } : null;
}

export function noteChecked(store: Store, at: number): void {
  checked.set(store, at);
}

/** Closes a database at the end of orderly work, so that the next start need not read all of it. */
export function closeInOrder(store: Store): void {
  const [file, checkedAt] = [store.name, checked.get(store)];
  store.close();
  if (checkedAt === undefined || store.memory) return;
  try {
    const { size, mtimeMs } = statSync(file);
    writeFileSync(sealOf(file), JSON.stringify({ size, modifiedMs: mtimeMs, checkedAt } satisfies z.infer<typeof seal>));
  } catch {
    // A disk that takes no more: the next start reads everything, as after a crash.
  }
}

function read(file: string): z.infer<typeof seal> | null {
  try {
    return seal.parse(JSON.parse(readFileSync(sealOf(file), 'utf8')));
  } catch {
    return null;
  }
}

/** False where it cannot be taken away: then it would still be there after a crash, and says nothing. */
function broken(file: string): boolean {
  try {
    rmSync(sealOf(file));
    return true;
  } catch {
    return false;
  }
}
