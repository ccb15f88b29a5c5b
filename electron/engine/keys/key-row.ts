import type { CreditBudget, EndpointName, KeyView } from '../../../shared/domain.ts';
import { type BudgetColumns, toBudget } from '../budget/charge.ts';

export type KeySource = KeyView['source'];
export type KeyState = KeyView['state'];

/** Why the API refused a key, or what else went wrong with it. Holds no secret. */
export interface KeyError {
  code: string;
  message: string;
  /** HTTP status, where there was an answer. */
  status: number | null;
}

/** A key without its secret, and without what the scheduler keeps in the same table (learned, headers, requests, refusals, jobs_done). */
export interface KeyRow {
  id: number;
  revision: number;
  label: string;
  endpoint: EndpointName;
  source: KeySource;
  /** Index into the eight key colours. */
  colour: number;
  labels: string[];
  /** Keys of one account share its allowance. */
  account: string | null;
  creditBudget: CreditBudget | null;
  /** Names the key wherever it is used, and tells nothing of its secret. */
  fingerprint: string;
  prefix: string;
  last4: string;
  enabled: boolean;
  state: KeyState;
  /** Set while the API refuses the key. */
  refused: KeyError | null;
  lastError: { message: string; at: number } | null;
  createdAt: number;
}

/** The columns of table `api_key` that the key ring owns, as SQLite gives them. */
export interface KeyRecord extends BudgetColumns {
  id: number;
  revision: number;
  label: string;
  endpoint: EndpointName;
  source: KeySource;
  fingerprint: string;
  colour: number;
  labels: string;
  account: string | null;
  prefix: string;
  last4: string;
  enabled: number;
  refused: string | null;
  last_error: string | null;
  created_at: number;
  removed_at: number | null;
}

export function toKeyRow(record: KeyRecord, state: KeyState): KeyRow {
  const { id, revision, label, endpoint, source, colour, account, fingerprint, prefix, last4 } = record;
  return {
    ...{ id, revision, label, endpoint, source, colour, account, fingerprint, prefix, last4, state },
    creditBudget: toBudget(record),
    labels: JSON.parse(record.labels) as string[],
    enabled: record.enabled === 1,
    refused: record.refused === null ? null : (JSON.parse(record.refused) as KeyError),
    lastError: record.last_error === null ? null : (JSON.parse(record.last_error) as KeyRow['lastError']),
    createdAt: record.created_at,
  };
}
