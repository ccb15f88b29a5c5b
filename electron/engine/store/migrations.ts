/** The numbered steps from an empty database to today's. A step that has landed is never changed; the next one is added. */
const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true });

export interface Migration {
  /** Rising; a number may be missing. `user_version` after this step. */
  version: number;
  name: string;
  sql: string;
}

export const MIGRATIONS: readonly Migration[] = Object.entries(files)
  .map(([path, sql]) => {
    const match = /(\d+)-([\w-]+)\.sql$/.exec(path);
    if (!match) throw new Error(`migration file name: ${path}`);
    return { version: Number(match[1]), name: match[2] ?? '', sql };
  })
  .toSorted((a, b) => a.version - b.version);

MIGRATIONS.forEach((migration, index) => {
  if (migration.version <= (MIGRATIONS[index - 1]?.version ?? 0)) throw new Error(`two migrations have the number ${migration.version}`);
});

/** The version that a list of migrations ends at. */
export function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
