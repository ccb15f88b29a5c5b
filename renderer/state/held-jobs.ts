import { perObject } from '../../shared/per-object.ts';
import { without } from './rows.ts';
import type { AppStore } from './store.ts';

/** How often each row of a store is held. */
const heldIn = perObject((_store: AppStore) => new Map<number, number>());

/** Jobs of these ids stay in the store for as long as somebody holds them: what a list or an inspector shows is what the window keeps. */
export function holdJobs(store: AppStore, ids: readonly number[]): void {
  const held = heldIn(store);
  for (const id of ids) held.set(id, (held.get(id) ?? 0) + 1);
}

/** Takes those out of the store that nobody else holds. */
export function letGoJobs(store: AppStore, ids: readonly number[]): void {
  const held = heldIn(store);
  const gone = ids.filter((id) => letGo(held, id));
  if (gone.length > 0) store.setState((state) => ({ jobs: without(state.jobs, gone) }));
}

/** True when nobody holds it any more. */
function letGo(held: Map<number, number>, id: number): boolean {
  const left = (held.get(id) ?? 1) - 1;
  if (left > 0) held.set(id, left);
  else held.delete(id);
  return left <= 0;
}
