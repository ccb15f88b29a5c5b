import { useMemo } from 'react';
import type { BatchView, KeyView, ModelView } from '../../shared/domain.ts';
import { useEngine } from './engine.tsx';

/** Keys of the endpoint in use, in the order they were added. */
export function useKeys(): readonly KeyView[] {
  const keys = useEngine((state) => state.keys);
  const endpoint = useEngine((state) => state.status?.endpoint);
  return useMemo(() => Object.values(keys).filter((key) => key.endpoint === endpoint), [keys, endpoint]);
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

/** All models, by name. */
export function useModels(): readonly ModelView[] {
  const models = useEngine((state) => state.models);
  return useMemo(() => Object.values(models).sort((one, other) => one.name.localeCompare(other.name)), [models]);
}
