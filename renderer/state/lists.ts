import { useMemo } from 'react';
import type { BatchView, KeyView, ModelView } from '../../shared/domain.ts';
import type { AppState } from './app-state.ts';
import { useEngine } from './engine.tsx';

/** Keys of the endpoint in use, in the order they were added. */
export function useKeys(): readonly KeyView[] {
  const keys = useEngine((state) => state.keys);
  const endpoint = useEngine((state) => state.status?.endpoint);
  return useMemo(() => Object.values(keys).filter((key) => key.endpoint === endpoint), [keys, endpoint]);
}

/** The same within a selector. */
export function keysOf({ keys, status }: AppState): KeyView[] {
  return Object.values(keys).filter((key) => key.endpoint === status?.endpoint);
}

/** The same for a select: they change when a key is named anew, and not with every answer it gets. */
export function useKeyNames(): readonly { value: string; label: string }[] {
  const text = useEngine((state) => JSON.stringify(keysOf(state).map(({ id, label }) => ({ value: String(id), label }))));
  return useMemo(() => JSON.parse(text) as { value: string; label: string }[], [text]);
}

/** Batches of the endpoint in use, newest first. */
export function useBatches(): readonly BatchView[] {
  const batches = useEngine((state) => state.batches);
  const endpoint = useEngine((state) => state.status?.endpoint);
  return useMemo(
    () =>
      Object.values(batches)
        .filter((batch) => batch.endpoint === endpoint)
        .reverse(),
    [batches, endpoint],
  );
}

/** The same within a selector, oldest first. */
export function batchesOf({ batches, status }: AppState): BatchView[] {
  return Object.values(batches).filter((batch) => batch.endpoint === status?.endpoint);
}

/** All models, by name. */
export function useModels(): readonly ModelView[] {
  const models = useEngine((state) => state.models);
  return useMemo(() => Object.values(models).sort((one, other) => one.name.localeCompare(other.name)), [models]);
}
