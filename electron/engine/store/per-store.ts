import type { Store } from './open.ts';

/** Something of which a database has one, made when it is first asked for and gone with the database. */
export function perStore<T>(create: (db: Store) => T): (db: Store) => T {
  const known = new WeakMap<Store, T>();
  return (db) => {
    const one = known.get(db) ?? create(db);
    known.set(db, one);
    return one;
  };
}
