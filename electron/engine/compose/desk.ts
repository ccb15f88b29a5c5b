import type { Clock } from '../../../shared/clock.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Store } from '../store/open.ts';

/** The one desk there is by now. */
const COMPOSE = 'compose';

/** The drafts that are open, as the window wrote them: they outlive it, and the address under which it was opened. */
export interface Desk {
  load(): CallOutput<'desk.load'>;
  save(text: string): CallOutput<'desk.save'>;
}

export function createDesk(store: Store, clock: Clock): Desk {
  const known = store.prepare<[string], { text: string; savedAt: number }>('SELECT text, saved_at AS savedAt FROM desk WHERE name = ?');
  const put = store.prepare('INSERT INTO desk VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at');
  return {
    load: () => known.get(COMPOSE) ?? null,
    save(text) {
      const savedAt = clock.now();
      put.run(COMPOSE, text, savedAt);
      return { savedAt };
    },
  };
}
