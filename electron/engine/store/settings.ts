import type { z } from 'zod';
import type { Store } from './open.ts';

/** Named JSON values in the database, so that they are backed up and moved with everything else. */
export interface SettingStore {
  /** The stored value if it still fits the schema, else `fallback`. */
  get<T>(name: string, schema: z.ZodType<T>, fallback: T): T;
  set(name: string, value: unknown): void;
}

export function createSettingStore(store: Store): SettingStore {
  const read = store.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?');
  const write = store.prepare<[string, string]>('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  return {
    get(name, schema, fallback) {
      const row = read.get(name);
      if (!row) return fallback;
      const parsed = schema.safeParse(JSON.parse(row.value));
      return parsed.success ? parsed.data : fallback;
    },
    set(name, value) {
      write.run(name, JSON.stringify(value));
    },
  };
}
