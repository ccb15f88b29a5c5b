/** Something of which each object of a kind (a database, a store, a client) has one: made when it is first asked for and gone with the object. */
export function perObject<K extends object, T>(create: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, T>();
  return (of) => {
    const one = known.get(of) ?? create(of);
    known.set(of, one);
    return one;
  };
}
