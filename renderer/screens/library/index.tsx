import { Download, FileInput } from 'lucide-react';
import { AppError } from '../../../shared/errors.ts';
import { CodeGate } from '../../app/code-gate.tsx';
import { later } from '../../app/later.tsx';
import { Button } from '../../components/button.tsx';
import { useMediaQuery } from '../../components/media-query.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { bytes, counted } from '../../look/numbers.ts';
import { useEngine } from '../../state/engine.tsx';
import { useWide } from '../compose/use-wide.ts';
import { AwayNotice } from './away-notice.tsx';
import { CompareButton } from './compare/compare-button.tsx';
import { Comparing } from './compare/comparing.tsx';
import { DuplicatesView } from './duplicates/duplicates-view.tsx';
import { Nothing } from './empty-library.tsx';
import { FacetDropDown } from './facets/facet-drop-down.tsx';
import { Facets } from './facets/facets.tsx';
import { AssetGrid } from './grid/asset-grid.tsx';
import { exportShown } from './io/export-shown.ts';
import { openIo } from './io/io-dialog.ts';
import { LibraryMenu } from './io/library-menu.tsx';
import { useCollectionKeys } from './keep/use-collection-keys.ts';
import { choose, chooseNothing } from './query/address.ts';
import { isOwnView, useLibraryQuery } from './query/library-query.ts';
import { SearchBox } from './query/search-box.tsx';
import { useAssets, type Assets } from './query/use-assets.ts';
import { useChosen, type Chosen } from './query/use-chosen.ts';
import { ViewSwitch } from './query/view-switch.tsx';
import { useLibraryView } from './query/view.ts';
import { BulkBar } from './select/bulk-bar.tsx';
import { RejectsButton } from './select/rejects-button.tsx';
import { useAssetCommands } from './select/use-asset-commands.ts';
import { useGridDrags } from './select/use-grid-drags.ts';
import { useGridHands } from './select/use-grid-hands.ts';
import { useSelected } from './select/use-selected.ts';
import { useSelection } from './select/use-selection.ts';
import { useUndoKey } from './select/use-undo-key.ts';
import { StorageView } from './shelf/storage-view.tsx';
import { TrashBar } from './shelf/trash-bar.tsx';
import { Large } from './viewer/large.tsx';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** It brings much of Compose along, which a first look at the library does without. */
const INSPECTOR = later(async () => (await import('./inspector/asset-inspector.tsx')).AssetInspector);

/** Every output, offline: found, looked at, culled, and taken up again. */
export function LibraryScreen() {
  const assets = useAssets();
  const chosen = useChosen();
  const wide = useWide();
  const { asset } = chosen;
  const shelf = useLibraryQuery((query) => query.shelf);
  const { ids } = useSelected(assets);
  useUndoKey();
  useCollectionKeys(assets.shown);
  useAssetCommands(asset, ids);
  return (
    <div className="flex min-h-0 flex-1">
      <Title assets={assets} />
      {wide && (
        <section aria-label="Facets" className="relative w-53 shrink-0 overflow-y-auto border-r border-line py-2">
          <Facets />
        </section>
      )}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2">
          <Head assets={assets} />
        </div>
        <AwayNotice />
        {assets.failed !== null && <ErrorNotice title={AppError.from(assets.failed).message} />}
        {shelf.kind === 'trash' && <TrashBar assets={assets} />}
        {shelf.kind === 'storage' && <StorageView />}
        {shelf.kind === 'duplicates' && <DuplicatesView />}
        {!isOwnView(shelf) && <Content assets={assets} chosen={chosen} />}
      </div>
      {asset && !isOwnView(shelf) && (
        <CodeGate name="The inspector" coming={null} className="w-85">
          <INSPECTOR.View asset={asset} several={ids} onOpen={() => choose(asset, true)} onClose={chooseNothing} />
        </CodeGate>
      )}
      <Large assets={assets} chosen={chosen} />
      <Comparing />
    </div>
  );
}

function Title({ assets }: { assets: Assets }) {
  const totals = useEngine((state) => state.totals);
  const roomy = useMediaQuery('(min-width: 1440px)');
  return (
    <ScreenTitle
      title="Library"
      detail={totals ? `${counted(totals.assets, 'asset')} · ${bytes(totals.assetBytes)}` : ''}
      actions={
        <>
          <RejectsButton entries={assets.entries} />
          <CompareButton />
          {roomy && (
            <>
              <Button look="ghost" icon={<FileInput {...ICON} />} onClick={() => openIo({ kind: 'import', files: [] })}>
                Import
              </Button>
              <Button look="ghost" icon={<Download {...ICON} />} onClick={exportShown}>
                Export
              </Button>
            </>
          )}
          <LibraryMenu />
        </>
      }
    />
  );
}

/** The search, or, while several are selected, what can be done with them. */
function Head({ assets }: { assets: Assets }) {
  const wide = useWide();
  const { ids, rating } = useSelected(assets);
  if (ids.length > 1) return <BulkBar ids={ids} rating={rating} onClear={chooseNothing} />;
  return (
    <>
      <SearchBox total={assets.total} tookMs={assets.tookMs} />
      {!wide && <FacetDropDown />}
      <ViewSwitch />
    </>
  );
}

function Content({ assets, chosen }: { assets: Assets; chosen: Chosen }) {
  const layout = useLibraryView((view) => view.layout);
  const selection = useSelection();
  const hands = useGridHands(assets, chosen);
  const drag = useGridDrags(assets);
  if (assets.total === null) return <p className="px-4 py-3 text-body text-text-2">Reading the library</p>;
  if (assets.total === 0) return <Nothing />;
  return <AssetGrid items={assets.items} whole={assets.entries.length >= assets.total} layout={layout} selection={selection} drag={drag} {...hands} />;
}
