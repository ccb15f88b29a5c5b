import { useEffect, useState } from 'react';
import type { AssetView } from '../../../../../shared/domain.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { assetsById } from '../../../../state/assets-by-id.ts';
import { useClient } from '../../../../state/engine.tsx';

/** What is sent, in its order; null until it is read. */
export function useFiles(ids: readonly number[]): { files: readonly AssetView[] | null; error: AppError | null } {
  const client = useClient();
  const [files, setFiles] = useState<readonly AssetView[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let wanted = true;
    assetsById(client, ids, () => wanted).then(
      (assets) => wanted && setFiles(assets),
      (thrown: unknown) => wanted && setError(AppError.from(thrown)),
    );
    return () => {
      wanted = false;
    };
  }, [client, ids]);
  return { files, error };
}
