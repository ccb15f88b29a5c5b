/** The numbered steps from an empty database to today's. A step that has landed is never changed; the next one is added. */
const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true });

export interface Migration {
  /** 1, 2, 3 … without a gap: `user_version` after this step. */
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
  if (migration.version !== index + 1) throw new Error(`migrations are not numbered without a gap at ${migration.version}`);
});
