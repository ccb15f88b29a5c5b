import type { Clock } from '../../../shared/clock.ts';
import type { WildcardView } from '../../../shared/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Store } from '../store/open.ts';

/** The lists that prompts draw on. */
export interface Wildcards {
  /** By name. */
  list(): WildcardView[];
  /** Makes one or replaces its text; `was`: its name until now. CONFLICT where a renamed one would take another's place, NOT_FOUND where there is none to rename. */
  put(list: { name: string; text: string; was?: string | undefined }): WildcardView;
  /** NOT_FOUND where there is none. */
  remove(name: string): void;
}

interface WildcardRow {
  name: string;
  text: string;
  changed_at: number;
}

export function createWildcards({ store, clock }: { store: Store; clock: Clock }): Wildcards {
  const all = store.prepare<[], WildcardRow>('SELECT * FROM wildcard ORDER BY name');
  const known = store.prepare<[string], WildcardRow>('SELECT * FROM wildcard WHERE name = ?');
  const insert = store.prepare(
    'INSERT INTO wildcard (name, text, changed_at) VALUES (@name, @text, @now) ON CONFLICT DO UPDATE SET text = @text, changed_at = @now',
  );
  const remove = store.prepare<[string]>('DELETE FROM wildcard WHERE name = ?');

  function removeOne(name: string): void {
    if (remove.run(name).changes === 0) throw new AppError('NOT_FOUND', `There is no wildcard list “${name}” any more.`, { name });
  }

  return {
    list: () => all.all().map(toView),
    put: ({ name, text, was = name }) =>
      store.transaction(() => {
        if (was !== name && known.get(name)) throw new AppError('CONFLICT', `There is a wildcard list “${name}” already. Choose another name.`, { name });
        if (was !== name) removeOne(was);
        insert.run({ name, text, now: clock.now() });
        return toView(known.get(name)!);
      })(),
    remove: removeOne,
  };
}

function toView(row: WildcardRow): WildcardView {
  return { name: row.name, text: row.text, changedAt: row.changed_at };
}
