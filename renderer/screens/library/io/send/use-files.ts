import { useEffect, useState } from 'react';
import type { AssetView } from '../../../../../shared/domain.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { useClient } from '../../../../state/engine.tsx';

/** Assets of one question (contract). */
const AT_ONCE = 500;

/** What is sent, in its order; null until it is read. */
export function useFiles(ids: readonly number[]): { files: readonly AssetView[] | null; error: AppError | null } {
  const client = useClient();
  const [files, setFiles] = useState<readonly AssetView[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const pages: AssetView[] = [];
      for (let at = 0; wanted && at < ids.length; at += AT_ONCE) pages.push(...(await client.call('asset.some', { ids: ids.slice(at, at + AT_ONCE) })));
      if (wanted) setFiles(pages);
    };
    read().catch((thrown: unknown) => wanted && setError(AppError.from(thrown)));
    return () => {
      wanted = false;
    };
  }, [client, ids]);
  return { files, error };
}
