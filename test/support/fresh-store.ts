import SqliteDatabase from 'better-sqlite3';
import { addFunctions, openStore, type Store } from '../../electron/engine/store/open.ts';

/** What today's migrations make of nothing: made once for all files of a worker, for it took a seventh of what the unit tests do. */
let image: Promise<Buffer> | undefined;

/** An empty database at today's version, in memory. That the migrations lead there is tested where they are. */
export async function freshStore(): Promise<Store> {
  return storeFrom(await (image ??= migrated()));
}

/** A database in memory that begins as `left` was (what `serialize()` gives). */
export function storeFrom(left: Buffer): Store {
  const store = new SqliteDatabase(left);
  addFunctions(store);
  store.pragma('foreign_keys = ON');
  return store;
}

async function migrated(): Promise<Buffer> {
  const store = await openStore({ file: ':memory:', now: 0 });
  try {
    return store.serialize();
  } finally {
    store.close();
  }
}
