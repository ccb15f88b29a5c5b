import type { EndpointName } from '../../../shared/domain.ts';
import { takesOnlyByLabel } from '../../../shared/test-keys.ts';
import type { KeyRow } from '../keys/key-row.ts';

/** What a key is and takes, whatever it may do at the moment. */
export interface KeyTraits {
  id: number;
  label: string;
  endpoint: EndpointName;
  labels: readonly string[];
  /** Keys of one account share its requests and places; null: its own. */
  account: string | null;
  /** Models it has no permission for. */
  forbidden: ReadonlySet<string>;
  /** Takes only what is bound to it by a label: a test key beside others. */
  onlyByLabel: boolean;
}

/** `rows`: all keys there are, it among them. */
export function traitsOf(row: KeyRow, rows: readonly KeyRow[], forbidden: ReadonlySet<string>): KeyTraits {
  const { id, label, endpoint, labels, account } = row;
  return { id, label, endpoint, labels, account, forbidden, onlyByLabel: takesOnlyByLabel(row, rows) };
}
