import type { EndpointName } from '../../../shared/domain.ts';
import type { Store } from '../store/open.ts';
import { freeLabel, nextColour } from './key-names.ts';
import type { KeyRecord, KeySource } from './key-row.ts';
import type { SecretTraits } from './secret.ts';

const COLUMNS =
  'id, revision, label, endpoint, source, fingerprint, colour, labels, account, credit_budget, budget_unknowns, prefix, last4, enabled, refused, last_error, created_at, removed_at';

export interface NewKey extends SecretTraits {
  endpoint: EndpointName;
  source: KeySource;
  label: string;
  now: number;
}

/** Columns that change one by one, as they are stored. */
export type KeyChange = Partial<
  Pick<
    KeyRecord,
    | 'label'
    | 'source'
    | 'fingerprint'
    | 'prefix'
    | 'last4'
    | 'colour'
    | 'labels'
    | 'account'
    | 'credit_budget'
    | 'budget_unknowns'
    | 'enabled'
    | 'refused'
    | 'last_error'
    | 'removed_at'
  >
>;

/** The key ring's statements over table `api_key`. Every change of a row raises its revision. */
export interface KeyTable {
  live(): KeyRecord[];
  get(id: number): KeyRecord | null;
  known(endpoint: EndpointName, fingerprint: string): KeyRecord | null;
  /** Labels of the live keys of an endpoint, without one key's. */
  labels(endpoint: EndpointName, except?: number): string[];
  insert(key: NewKey): number;
  change(id: number, change: KeyChange): void;
}

export function keyTable(db: Store): KeyTable {
  const live = db.prepare<[], KeyRecord>(`SELECT ${COLUMNS} FROM api_key WHERE removed_at IS NULL ORDER BY id`);
  const get = db.prepare<[number], KeyRecord>(`SELECT ${COLUMNS} FROM api_key WHERE id = ?`);
  const known = db.prepare<[string, string], KeyRecord>(`SELECT ${COLUMNS} FROM api_key WHERE endpoint = ? AND fingerprint = ?`);
  const insert = db.prepare<[object]>(
    `INSERT INTO api_key (label, endpoint, source, fingerprint, colour, prefix, last4, created_at)
     VALUES (:label, :endpoint, :source, :fingerprint, :colour, :prefix, :last4, :now)`,
  );
  const liveOf = (endpoint: EndpointName) => live.all().filter((key) => key.endpoint === endpoint);
  const labels = (endpoint: EndpointName, except?: number) => liveOf(endpoint).flatMap((key) => (key.id === except ? [] : [key.label]));

  return {
    live: () => live.all(),
    get: (id) => get.get(id) ?? null,
    known: (endpoint, fingerprint) => known.get(endpoint, fingerprint) ?? null,
    labels,
    insert(key) {
      const colour = nextColour(liveOf(key.endpoint).map((other) => other.colour));
      return Number(insert.run({ ...key, label: freeLabel(key.label, labels(key.endpoint)), colour }).lastInsertRowid);
    },
    change(id, change) {
      const names = Object.keys(change);
      const sets = ['revision = revision + 1', ...names.map((name) => `${name} = :${name}`)];
      db.prepare(`UPDATE api_key SET ${sets.join(', ')} WHERE id = :id`).run({ ...change, id });
    },
  };
}
