import type { CreditBudget, EndpointName, Spent } from '../../../shared/domain.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Store } from '../store/open.ts';
import { type BudgetColumns, chargeOf, toAmount, toBudget, toCharge } from './charge.ts';
import { type Purse, shortOf, type Spend } from './till.ts';

const DAY_MS = 86_400_000;

export interface Charged {
  keyId: number;
  batchId: number;
  endpoint: EndpointName;
  /** Millionths; null: unknown. */
  charge: number | null;
}

/** Ceilings for credits, and what counts against them (tables of migration 002). */
export interface Budget {
  /** Every ceiling that is set; undefined: none is. */
  spend(now: number): Spend | undefined;
  /** Whether one more job may be sent. Inside the transaction that records its attempt this is the truth: nothing else can be sent meanwhile. */
  allows(sending: Charged, now: number): boolean;
  chargeOf(endpoint: EndpointName, job: { model: string; outputs: number }): number | null;
  ofKey(keyId: number): { creditBudget: CreditBudget | null; spent: Spent };
  ofBatch(batchId: number): Spent;
}

export interface BudgetOptions {
  store: Store;
  catalog: Pick<Catalog, 'get'>;
  /** What the real API may cost in a day (UTC). Practice costs nothing, and has no such ceiling. */
  perDay(): CreditBudget | null;
}

type Row = BudgetColumns & { id: number; charge: number };

export function createBudget({ store, catalog, perDay }: BudgetOptions): Budget {
  const sql = prepare(store);

  function dayPurse(now: number): Purse | undefined {
    const budget = perDay();
    return budget ? purseOf(budget, sql.spent.get('day-api', dayOf(now))?.charge ?? 0) : undefined;
  }

  function spend(now: number): Spend | undefined {
    const [keys, batches, day] = [pursesOf(sql.keys.all()), pursesOf(sql.batches.all()), dayPurse(now)];
    if (keys.size === 0 && batches.size === 0 && !day) return undefined;
    return { keys, batches, days: new Map(day ? [['api', day]] : []), dayEndsAt: (dayOf(now) + 1) * DAY_MS, chargeOf: charged };
  }

  function allows({ keyId, batchId, endpoint, charge }: Charged, now: number): boolean {
    const purses = [rowPurse(sql.keyCeiling.get(keyId)), rowPurse(sql.batchCeiling.get(batchId)), endpoint === 'api' ? dayPurse(now) : undefined];
    return purses.every((purse) => shortOf(purse, () => charge) === null);
  }

  const charged: Spend['chargeOf'] = (endpoint, { model, outputs }) => chargeOf(catalog, endpoint, model, outputs);

  function spentOf(scope: string, id: number): Spent {
    const row = sql.spent.get(scope, id);
    return { credits: toAmount(Math.max(0, row?.charge ?? 0)), unknown: Math.max(0, row?.unknown ?? 0) };
  }

  return {
    spend,
    allows,
    chargeOf: charged,
    ofKey(keyId) {
      const row = sql.key.get(keyId);
      return { creditBudget: row ? toBudget(row) : null, spent: spentOf('key', keyId) };
    },
    ofBatch: (batchId) => spentOf('batch', batchId),
  };
}

function dayOf(now: number): number {
  return Math.floor(now / DAY_MS);
}

function purseOf({ credits, unknown }: CreditBudget, charge: number): Purse {
  const limit = toCharge(credits);
  return { left: limit - charge, limit, unknown };
}

function rowPurse(row: Row | undefined): Purse | undefined {
  const budget = row && toBudget(row);
  return budget ? purseOf(budget, row.charge) : undefined;
}

function pursesOf(rows: readonly Row[]): Map<number, Purse> {
  const purses = new Map<number, Purse>();
  for (const row of rows) {
    const purse = rowPurse(row);
    if (purse) purses.set(row.id, purse);
  }
  return purses;
}

function prepare(store: Store) {
  const rows = (table: string, scope: string) => `
    SELECT ${table}.id, credit_budget, budget_unknowns, COALESCE(charge, 0) AS charge
    FROM ${table} LEFT JOIN spent ON scope = '${scope}' AND spent.id = ${table}.id`;
  return {
    keys: store.prepare<[], Row>(`${rows('api_key', 'key')} WHERE credit_budget IS NOT NULL AND removed_at IS NULL`),
    key: store.prepare<[number], Row>(`${rows('api_key', 'key')} WHERE api_key.id = +?`),
    keyCeiling: store.prepare<[number], Row>(`${rows('api_key', 'key')} WHERE api_key.id = +? AND credit_budget IS NOT NULL`),
    batches: store.prepare<[], Row>(`${rows('batch', 'batch')} WHERE credit_budget IS NOT NULL AND state = 'active'`),
    batchCeiling: store.prepare<[number], Row>(`${rows('batch', 'batch')} WHERE batch.id = +? AND credit_budget IS NOT NULL`),
    spent: store.prepare<[string, number], { charge: number; unknown: number }>('SELECT charge, unknown FROM spent WHERE scope = ? AND id = ?'),
  };
}
