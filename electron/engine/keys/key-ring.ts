import type { Clock } from '../../../shared/clock.ts';
import type { CreditBudget, EndpointName } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { toBudgetColumns } from '../budget/charge.ts';
import type { EnvironmentKey } from '../engine-types.ts';
import type { Store } from '../store/open.ts';
import { isDefaultLabel } from './environment.ts';
import { freeLabel, nextLabel, sameLabel, tidyLabels } from './key-names.ts';
import { toKeyRow, type KeyError, type KeyRecord, type KeyRow, type KeySource, type KeyState } from './key-row.ts';
import { keyTable, type KeyChange } from './key-table.ts';
import { cleanSecret, traitsOf, vaultName } from './secret.ts';
import type { Vault } from './vault.ts';

export interface KeyPatch {
  label?: string | undefined;
  colour?: number | undefined;
  labels?: string[] | undefined;
  account?: string | null | undefined;
  creditBudget?: CreditBudget | null | undefined;
  enabled?: boolean | undefined;
}

/** The keys of both endpoints. Secrets are held in memory and in the vault; rows never carry them. */
export interface KeyRing {
  /** Takes in the environment's keys and opens what the vault gives. Once, at start. */
  load(): Promise<void>;
  /** After the vault was created or unlocked: opens the secrets that could not be had before. */
  reload(): Promise<void>;
  /** Live keys by id. Keys of the environment are among them only while their variable is there. */
  rows(): KeyRow[];
  /** NOT_FOUND for an id that is not among `rows()`. */
  row(id: number): KeyRow;
  /** The same, and null where it is not among them. */
  find(id: number): KeyRow | null;
  /** From memory; null when the key is locked, missing or removed. Says nothing about whether it may be used: see `state`. */
  secret(id: number): string | null;
  /**
   * All or none. `known`: labels of keys that were there already. A removed key comes back with its history. BAD_INPUT names what
   * is no key by position; VAULT_LOCKED when source is `vault` and it is not open.
   */
  add(endpoint: EndpointName, source: 'vault', keys: readonly { label?: string | undefined; secret: string }[]): Promise<{ added: KeyRow[]; known: string[] }>;
  /** CONFLICT when another key of the endpoint has the label. */
  update(id: number, patch: KeyPatch): KeyRow;
  /**
   * Gives the key another secret; all else stays. The old one leaves the vault once the new one is in it. BAD_INPUT for what is no key,
   * CONFLICT for another key's secret or a key that is not kept in the vault.
   */
  rotate(id: number, secret: string): Promise<KeyRow>;
  /** Deletes the secret, then hides the row, which history refers to. */
  remove(id: number): Promise<void>;
  /** The API refuses this key (`error`), or takes it again (null). */
  setRefused(id: number, error: KeyError | null): KeyRow;
  /** What last went wrong with this key, for people. */
  setLastError(id: number, message: string): KeyRow;
  /** The running sandbox's keys: held in memory only. Keys of an earlier sandbox that this one does not have are removed. */
  attachSandbox(keys: readonly { label: string; secret: string }[]): KeyRow[];
  /** Forgets the sandbox's secrets; its keys are `missing` until it runs again. */
  detachSandbox(): void;
}

export interface KeyRingOptions {
  db: Store;
  vault: Vault;
  clock: Clock;
  environmentKeys: readonly EnvironmentKey[];
}

export function createKeyRing({ db, vault, clock, environmentKeys }: KeyRingOptions): KeyRing {
  const table = keyTable(db);
  const secrets = new Map<number, string>();

  const stateOf = (record: KeyRecord): KeyState => {
    if (record.enabled === 0) return 'disabled';
    if (record.refused !== null) return 'refused';
    if (secrets.has(record.id)) return 'ready';
    return record.source === 'vault' && vault.state() === 'locked' ? 'locked' : 'missing';
  };
  const shown = (record: KeyRecord): boolean => record.removed_at === null && (record.source !== 'environment' || secrets.has(record.id));
  const rowOf = (record: KeyRecord): KeyRow => toKeyRow(record, stateOf(record));

  const recordOf = (id: number): KeyRecord => {
    const record = table.get(id);
    if (!record || !shown(record)) throw new AppError('NOT_FOUND', 'There is no such key.', { id });
    return record;
  };
  const row = (id: number): KeyRow => rowOf(recordOf(id));
  const change = (id: number, what: KeyChange): KeyRow => {
    recordOf(id);
    table.change(id, what);
    return row(id);
  };

  /** A key is another thing to look at when its secret comes or goes: its revision rises. */
  const hold = (id: number, secret: string | null): void => {
    if (secrets.get(id) === (secret ?? undefined)) return;
    if (secret === null) secrets.delete(id);
    else secrets.set(id, secret);
    table.change(id, {});
  };

  const revive = (record: KeyRecord, source: KeySource, label: string): void => {
    const free = freeLabel(label, table.labels(record.endpoint, record.id));
    table.change(record.id, { source, label: free, enabled: 1, refused: null, last_error: null, removed_at: null });
  };

  /** Makes sure that there is a live row for a secret; false when there was one. */
  const admit = (endpoint: EndpointName, source: KeySource, secret: string, label: string | null): { id: number; fresh: boolean } => {
    const traits = traitsOf(secret);
    const known = table.known(endpoint, traits.fingerprint);
    const id = known?.id ?? table.insert({ ...traits, endpoint, source, label: label ?? nextLabel(table.labels(endpoint)), now: clock.now() });
    const stored = known !== null && known.source !== 'vault' && source === 'vault';
    if (known && known.removed_at !== null) revive(known, source, label ?? known.label);
    else if (known && stored) table.change(id, { source });
    hold(id, secret);
    return { id, fresh: !known || known.removed_at !== null || stored };
  };

  /** A label chosen in the environment wins over the row's; one made up here does not. */
  const admitEnvironment = db.transaction(() => {
    for (const { label, secret } of environmentKeys) {
      const { id } = admit('api', 'environment', secret, label);
      const record = recordOf(id);
      if (record.source !== 'environment' || isDefaultLabel(label) || sameLabel(record.label, label)) continue;
      table.change(id, { label: freeLabel(label, table.labels('api', id)) });
    }
  });

  const openVault = async (): Promise<void> => {
    if (vault.state() !== 'open') return;
    const waiting = table.live().filter((record) => record.source === 'vault' && !secrets.has(record.id));
    for (const record of waiting) await openSecret(record);
  };

  /** One damaged entry must not keep the others from being used. The key may have been removed while the vault looked. */
  const openSecret = async ({ id, fingerprint }: KeyRecord): Promise<void> => {
    const found = await vault.get(vaultName(fingerprint)).catch((error: unknown) => AppError.from(error));
    const record = table.get(id);
    if (!record || !shown(record)) return;
    if (found instanceof AppError) setLastError(id, found.message);
    else hold(id, found);
  };

  const setLastError = (id: number, message: string): KeyRow =>
    change(id, { last_error: JSON.stringify({ message: withoutSecret(message, secrets.get(id)), at: clock.now() }) });

  const sharesSecret = (record: KeyRecord): boolean =>
    table.live().some((other) => other.id !== record.id && other.source === 'vault' && other.fingerprint === record.fingerprint);

  return {
    async load() {
      admitEnvironment();
      await openVault();
    },

    reload: openVault,

    rows: () => table.live().filter(shown).map(rowOf),
    row,
    find(id) {
      const record = table.get(id);
      return record && shown(record) ? rowOf(record) : null;
    },
    secret: (id) => secrets.get(id) ?? null,

    async add(endpoint, source, keys) {
      const clean = keys.map(({ label, secret }, index) => ({ label: label?.trim() || null, secret: checkedSecret(secret, index + 1) }));
      if (vault.state() !== 'open')
        throw new AppError('VAULT_LOCKED', 'Keys are kept in the vault, and it is not open. Nothing was added. Open the vault, then add them again.');
      for (const { secret } of clean) await vault.set(vaultName(traitsOf(secret).fingerprint), secret);
      return db.transaction(() => {
        const admitted = clean.map(({ label, secret }) => admit(endpoint, source, secret, label));
        const fresh = new Set(admitted.filter((key) => key.fresh).map(({ id }) => id));
        const known = new Set(admitted.map(({ id }) => id).filter((id) => !fresh.has(id)));
        return { added: [...fresh].map(row), known: [...known].map((id) => row(id).label) };
      })();
    },

    update(id, { label, colour, labels, enabled, account, creditBudget }) {
      const wanted = label?.trim();
      if (wanted === '') throw new AppError('BAD_INPUT', 'A key needs a label. Nothing was changed.');
      if (wanted !== undefined && table.labels(recordOf(id).endpoint, id).some((other) => sameLabel(other, wanted))) {
        throw new AppError('CONFLICT', `Another key is called "${wanted}" already. Nothing was changed. Choose another label.`);
      }
      return change(id, {
        ...(wanted !== undefined && { label: wanted }),
        ...(colour !== undefined && { colour }),
        ...(labels && { labels: JSON.stringify(tidyLabels(labels)) }),
        ...(account !== undefined && { account }),
        ...(creditBudget !== undefined && toBudgetColumns(creditBudget)),
        ...(enabled !== undefined && { enabled: enabled ? 1 : 0 }),
      });
    },

    async rotate(id, pasted) {
      const record = recordOf(id);
      const secret = checkedSecret(pasted, 1);
      if (record.source !== 'vault') throw new AppError('CONFLICT', 'Only keys of the vault can be given another secret here. Nothing was changed.');
      const { fingerprint, prefix, last4 } = traitsOf(secret);
      const known = table.known(record.endpoint, fingerprint);
      if (known && known.id !== id)
        throw new AppError('CONFLICT', `This is the secret of another key (${known.label}). Nothing was changed. Copy the new one.`);
      if (vault.state() !== 'open') throw new AppError('VAULT_LOCKED', 'The vault is not open. Nothing was changed. Open it, then try again.');
      await vault.set(vaultName(fingerprint), secret);
      if (fingerprint !== record.fingerprint && !sharesSecret(record)) await vault.delete(vaultName(record.fingerprint));
      table.change(id, { fingerprint, prefix, last4, refused: null, last_error: null });
      secrets.set(id, secret);
      return row(id);
    },

    async remove(id) {
      const record = recordOf(id);
      const stored = record.source === 'vault' && !sharesSecret(record) && (vault.state() === 'open' || vault.state() === 'locked');
      if (stored) await vault.delete(vaultName(record.fingerprint));
      secrets.delete(id);
      table.change(id, { removed_at: clock.now() });
    },

    setRefused(id, error) {
      if (error === null) return change(id, { refused: null });
      const message = withoutSecret(error.message, secrets.get(id));
      const { code, status } = error;
      return change(id, { refused: JSON.stringify({ code, message, status }), last_error: JSON.stringify({ message, at: clock.now() }) });
    },

    setLastError,

    attachSandbox: (keys) =>
      db.transaction(() => {
        const ids = keys.map(({ label, secret }) => admit('sandbox', 'sandbox', secret, label).id);
        for (const record of sandboxKeys()) if (!ids.includes(record.id)) retire(record.id);
        return ids.map(row);
      })(),

    detachSandbox: () => db.transaction(() => sandboxKeys().forEach(({ id }) => hold(id, null)))(),
  };

  function sandboxKeys(): KeyRecord[] {
    return table.live().filter((record) => record.source === 'sandbox');
  }

  function retire(id: number): void {
    secrets.delete(id);
    table.change(id, { removed_at: clock.now() });
  }
}

function checkedSecret(pasted: string, position: number): string {
  const secret = cleanSecret(pasted);
  if (secret !== null) return secret;
  throw new AppError('BAD_INPUT', `Key ${position} is no API key: a key has 8 to 512 characters, without spaces. Nothing was added. Copy it again.`, {
    position,
  });
}

/** An API that repeats the key in its answer must not bring it into the database. */
function withoutSecret(text: string, secret: string | undefined): string {
  return secret === undefined ? text : text.replaceAll(secret, '…');
}
