import { useCallback } from 'react';
import { AppError } from '../../../shared/errors.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { bytes, counted } from '../../look/numbers.ts';
import { useEngine } from '../../state/engine.tsx';
import { useWide } from '../compose/use-wide.ts';
import { NothingFound, NothingYet } from './empty-library.tsx';
import { FacetDropDown } from './facets/facet-drop-down.tsx';
import { Facets } from './facets/facets.tsx';
import { AssetGrid } from './grid/asset-grid.tsx';
import { AssetInspector } from './inspector/asset-inspector.tsx';
import { isFiltered, useLibraryQuery } from './query/library-query.ts';
import { SearchBox } from './query/search-box.tsx';
import { useAssets, type Assets } from './query/use-assets.ts';
import { choose, useChosen, type Chosen } from './query/use-chosen.ts';
import { Viewer } from './viewer/viewer.tsx';

/** Every output, offline: found, looked at, and taken up again. */
export function LibraryScreen() {
  const assets = useAssets();
  const chosen = useChosen(assets.loaded);
  const wide = useWide();
  const { loaded, total, failed } = assets;
  return (
    <div className="flex min-h-0 flex-1">
      <Title />
      {wide && (
        <nav aria-label="Facets" className="w-53 shrink-0 overflow-y-auto border-r border-line py-2">
          <Facets loaded={loaded} />
        </nav>
      )}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-3 border-b border-line px-4 py-2">
          <SearchBox total={total} />
          {!wide && <FacetDropDown loaded={loaded} />}
        </div>
        {failed !== null && <ErrorNotice title={AppError.from(failed).message} />}
        <Content assets={assets} chosen={chosen} />
      </div>
      {chosen.asset && <AssetInspector asset={chosen.asset} onOpen={() => choose(chosen.asset ?? undefined, true)} onClose={() => choose(undefined, false)} />}
      <Large assets={assets} chosen={chosen} />
    </div>
  );
}

function Title() {
  const totals = useEngine((state) => state.totals);
  return <ScreenTitle title="Library" detail={totals ? `${counted(totals.assets, 'asset')} · ${bytes(totals.assetBytes)}` : ''} />;
}

function Content({ assets: { loaded, total, want }, chosen }: { assets: Assets; chosen: Chosen }) {
  const filtered = useLibraryQuery(isFiltered);
  const onChoose = useCallback((index: number) => choose(loaded[index], false), [loaded]);
  const onOpen = useCallback((index: number) => choose(loaded[index], true), [loaded]);
  if (total === null) return <p className="px-4 py-3 text-body text-text-2">Reading the library</p>;
  if (total === 0) return filtered ? <NothingFound /> : <NothingYet />;
  return <AssetGrid assets={loaded} total={total} chosen={chosen.index} onChoose={onChoose} onOpen={onOpen} onSight={want} />;
}

function Large({ assets: { loaded, total }, chosen }: { assets: Assets; chosen: Chosen }) {
  const { asset, index, large } = chosen;
  if (!asset || !large) return null;
  const step = (by: -1 | 1) => {
    const next = index === null ? undefined : loaded[index + by];
    if (next) choose(next, true);
  };
  return <Viewer asset={asset} index={index} total={total ?? loaded.length} onStep={step} onClose={() => choose(asset, false)} />;
}
