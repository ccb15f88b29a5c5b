import { useEffect, useState } from 'react';
import type { PresetView } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { useClient } from '../../../state/engine.tsx';
import { excerpt } from '../draft/draft-name.ts';
import type { Draft } from '../draft/draft.ts';

export interface KeptPresets {
  /** Null until they are read. */
  all: readonly PresetView[] | null;
  error: AppError | null;
  /** Does it, reads the presets anew, and tells what came of it; null where the engine refused (then `error` says why). */
  doing<T>(work: () => Promise<T>): Promise<T | null>;
  save(name: string, tags: readonly string[], draft: Draft): Promise<PresetView>;
  /** The text of its draft. */
  draftOf(id: number): Promise<string>;
  rename(id: number, name: string, tags: readonly string[]): Promise<PresetView>;
  remove(id: number): Promise<null>;
}

export function usePresets(): KeptPresets {
  const client = useClient();
  const [all, setAll] = useState<readonly PresetView[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let wanted = true;
    client.call('preset.list', null).then(
      (list) => wanted && setAll(list),
      (thrown: unknown) => wanted && setError(AppError.from(thrown)),
    );
    return () => {
      wanted = false;
    };
  }, [client]);

  async function doing<T>(work: () => Promise<T>): Promise<T | null> {
    setError(null);
    try {
      const result = await work();
      setAll(await client.call('preset.list', null));
      return result;
    } catch (thrown) {
      setError(AppError.from(thrown));
      return null;
    }
  }

  return {
    all,
    error,
    doing,
    save: (name, tags, draft) => client.call('preset.put', { name, tags: [...tags], model: draft.model, prompt: excerpt(draft), draft: JSON.stringify(draft) }),
    draftOf: async (id) => (await client.call('preset.get', { id })).draft,
    rename: (id, name, tags) => client.call('preset.put', { id, name, tags: [...tags] }),
    remove: (id) => client.call('preset.remove', { id }),
  };
}
