import { useCallback, useState } from 'react';
import { useClient } from '../../../state/engine.tsx';

/** Tags in use, asked for when a box for one is entered. */
export function useKnownTags(): { tags: readonly string[]; refresh(): void } {
  const client = useClient();
  const [tags, setTags] = useState<readonly string[]>([]);
  // Without an answer one types the tag in full.
  const refresh = useCallback(
    () =>
      void client.call('search.vocabulary', null).then(
        ({ tag }) => setTags(tag),
        () => undefined,
      ),
    [client],
  );
  return { tags, refresh };
}
