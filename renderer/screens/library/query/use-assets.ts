import { useEffect, useMemo, useState } from 'react';
import type { AssetView, ModelView } from '../../../../shared/domain.ts';
import type { ById } from '../../../state/app-state.ts';
import { useEngine } from '../../../state/engine.tsx';
import { findModel } from '../../../state/models.ts';
import { useAssetPages, type PagedList } from '../../../state/use-pages.ts';
import { toFilter, useLibraryQuery } from './library-query.ts';

/** Typing asks the engine this long after the last letter, ms. */
const TYPING_MS = 150;

export interface Assets extends Pick<PagedList, 'total' | 'failed' | 'want'> {
  /** From the newest on, without a hole: what the grid can lay out. */
  loaded: readonly AssetView[];
}

export function useAssets(): Assets {
  const query = useLibraryQuery();
  const text = useSettled(query.text, TYPING_MS);
  const catalog = useEngine((state) => state.models);
  const models = query.models.flatMap((id) => everyId(catalog, id));
  const { ids, total, failed, want } = useAssetPages(toFilter({ ...query, text, models }));
  const rows = useEngine((state) => state.assets);
  const loaded = useMemo(() => loadedRun(ids, rows), [ids, rows]);
  return { loaded, total, failed, want };
}

/** Assets keep the id their job was composed with: all that mean the same model. */
function everyId(catalog: Readonly<Record<string, ModelView>>, id: string): string[] {
  const model = findModel(catalog, id);
  return model ? [model.id, ...model.aliases] : [id];
}

/** Pages are read at different moments, so a row may stand in two of them: the first place counts. */
export function loadedRun(ids: readonly (number | undefined)[], rows: ById<AssetView>): AssetView[] {
  const run = new Map<number, AssetView>();
  for (const id of ids) {
    const row = id === undefined ? undefined : rows[id];
    if (!row) break;
    if (!run.has(row.id)) run.set(row.id, row);
  }
  return [...run.values()];
}

function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
