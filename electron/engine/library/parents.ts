import type { ModelInput } from '../../../shared/domain.ts';
import { referencesIn } from '../../../shared/media/reference.ts';
import type { Store } from '../store/open.ts';

/** Writes down what assets were made from, as the inputs of the jobs that made them name it. Takes part in whatever transaction is open. */
export interface Parents {
  /** Parents need not be in the library: they are known by their hash. */
  note(assetId: number, input: ModelInput): void;
}

export function createParents(db: Store): Parents {
  const note = db.prepare('INSERT INTO asset_parent (asset_id, parent, field) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  return {
    note(assetId, input) {
      for (const { field, ref } of referencesIn(input)) if (ref.kind === 'asset') note.run(assetId, ref.sha256, field);
    },
  };
}
