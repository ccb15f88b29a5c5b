import type { CallArgs, CallOutput } from '../../../shared/contract.ts';
import { inputKey } from '../../../shared/matrix/input-key.ts';
import type { Store } from '../store/open.ts';

/** Inputs read for one answer: about 20 ms of the engine's time. */
const A_PAGE = 2_000;

interface MadeRow {
  id: number;
  sha256: string;
  input: string;
  /** 0 or 1. */
  shown: number;
}

/** Answers `compose.made`: which inputs with these seeds the library has outputs of. */
export function createMade(store: Store): (wanted: CallArgs<'compose.made'>) => CallOutput<'compose.made'> {
  const rows = store.prepare<[string, string, number, number], MadeRow>(`
    SELECT id, sha256, input, thumbnail = 'ready' AS shown FROM asset
    WHERE model = ? AND seed IN (SELECT value FROM json_each(?)) AND id > ? AND trashed_at IS NULL
    ORDER BY id LIMIT ?`);
  return ({ model, seeds, after }) => {
    const found = rows.all(model, JSON.stringify(seeds), after, A_PAGE);
    const made = found.map(({ sha256, input, shown }) => ({ key: inputKey(JSON.parse(input) as Record<string, unknown>), sha256, shown: shown === 1 }));
    return { made, next: found.length === A_PAGE ? found.at(-1)!.id : null };
  };
}
