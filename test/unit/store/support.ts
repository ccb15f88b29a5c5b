import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenOptions, Store } from '../../../electron/engine/store/open.ts';
import { openStore } from '../../../electron/engine/store/open.ts';

/** A folder of its own, gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'companion store 🦊 '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opened and, when the test forgets, closed before its folder goes. */
export async function open(options: OpenOptions): Promise<Store> {
  const store = await openStore(options);
  onTestFinished(() => void store.close());
  return store;
}

/** Everything in a database: what was made and what is in it. */
export function contents(store: Store): unknown {
  const tables = store
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .all();
  return tables.map(({ name, sql }) => ({ name, sql, rows: store.prepare(`SELECT * FROM "${name}"`).all() }));
}
