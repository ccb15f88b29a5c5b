import { CopyMinus, Folder, FolderSearch, HardDrive, Images, Plus, Trash2, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { CollectionView } from '../../../../shared/domain.ts';
import { IconButton } from '../../../components/button.tsx';
import { count } from '../../../look/numbers.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { searchEverything, showAllAssets, showShelf, useLibraryQuery, type LibraryQuery } from '../query/library-query.ts';
import { CollectionMenu } from './collection-menu.tsx';
import { NameDialog } from './name-dialog.tsx';
import { ShelfRow } from './shelf-row.tsx';
import { useSmartCounts } from './use-facets.ts';

/** Everything, the collections (smart ones first), the trash, duplicates, and what the files take. */
export function ShelfList() {
  const shelf = useLibraryQuery((query) => query.shelf.kind);
  const empty = useLibraryQuery((query) => query.text === '');
  const assets = useEngine((state) => state.totals?.assets ?? null);
  return (
    <nav aria-label="Where to look" className="flex flex-col px-2 pt-1 pb-4">
      <ShelfRow icon={Images} words="All assets" trailing={count(assets)} current={shelf === 'all' && empty} onOpen={showAllAssets} />
      <CollectionList />
      <ShelfRow icon={Trash2} words="Trash" current={shelf === 'trash'} onOpen={() => showShelf({ kind: 'trash' })} />
      <ShelfRow icon={CopyMinus} words="Duplicates" current={shelf === 'duplicates'} onOpen={() => showShelf({ kind: 'duplicates' })} />
      <ShelfRow icon={HardDrive} words="Storage" current={shelf === 'storage'} onOpen={() => showShelf({ kind: 'storage' })} />
    </nav>
  );
}

function CollectionList() {
  const collections = useEngine((state) => state.collections);
  const counts = useSmartCounts();
  const query = useLibraryQuery();
  const [all, setAll] = useState(false);
  const ordered = inOrder(collections);
  const folded = ordered.length > MOST_COLLECTIONS + 1;
  const shown = all || !folded ? ordered : ordered.filter((collection, at) => at < MOST_COLLECTIONS || isShown(collection, query));
  return (
    <>
      <div className="flex items-center justify-between pt-3 pl-2">
        <h2 className="text-small text-text-3">Collections</h2>
        <NewCollection />
      </div>
      {shown.map((collection) => (
        <ShelfRow
          key={collection.id}
          icon={iconOf(collection)}
          words={collection.name}
          trailing={count(collection.assets ?? counts.get(collection.id) ?? null)}
          current={isShown(collection, query)}
          onOpen={() => openCollection(collection)}
          menu={<CollectionMenu collection={collection} />}
        />
      ))}
      {folded && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="rounded-control py-1 pl-9.5 text-left text-small text-text-3 hover:bg-panel hover:text-text"
        >
          {all ? 'Fewer' : `${count(ordered.length - shown.length)} more`}
        </button>
      )}
      {collections.length === 0 && <p className="px-2 pb-2 text-small text-text-3">None yet. Keep a search, or put assets together by hand.</p>}
      <div className="h-3" />
    </>
  );
}

/** More are folded away: the facets below are wanted too. */
const MOST_COLLECTIONS = 8;
const NAMES = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Smart ones first; by name, numbers in it by their size. */
export function inOrder(collections: readonly CollectionView[]): CollectionView[] {
  return collections.toSorted((one, other) => Number(one.query === null) - Number(other.query === null) || NAMES.compare(one.name, other.name));
}

const iconOf = ({ query }: CollectionView): LucideIcon => (query === null ? Folder : FolderSearch);

/** A smart one puts its search into the box, where it can be read and changed. */
export function openCollection({ id, query }: CollectionView): void {
  if (query === null) showShelf({ kind: 'collection', id });
  else searchEverything(query);
}

function isShown(collection: CollectionView, { shelf, text }: LibraryQuery): boolean {
  if (collection.query === null) return shelf.kind === 'collection' && shelf.id === collection.id;
  return shelf.kind === 'all' && text.trim() === collection.query;
}

function NewCollection() {
  const client = useClient();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton size="small" label="New collection" icon={<Plus size={14} aria-hidden />} onClick={() => setAsking(true)} />
      <NameDialog
        open={asking}
        title="A new collection"
        action="Make the collection"
        name=""
        onClose={() => setAsking(false)}
        onName={async (name) => openCollection(await client.call('collection.create', { name }))}
      />
    </>
  );
}
