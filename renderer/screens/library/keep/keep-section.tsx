import { Heart } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AssetView } from '../../../../shared/domain.ts';
import { LABELS } from '../../../../shared/search/query.ts';
import { IconButton } from '../../../components/button.tsx';
import { Chip } from '../../../components/chip.tsx';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { Swatch } from '../facets/swatch.tsx';
import { keepAssets } from '../select/cull.ts';
import type { KeepChange } from '../select/keep-keys.ts';
import { Stars } from '../select/stars.tsx';
import { addToCollection, takeFromCollection } from './collections.ts';
import { SavedNotes, SavedTitle } from './saved-text.tsx';
import { useKnownTags } from './use-words.ts';
import { WordBox } from './word-box.tsx';

/** What a person keeps about one asset. Everything can be taken back with Ctrl Z. */
export function KeepSection({ asset }: { asset: AssetView }) {
  const client = useClient();
  const { kept } = asset;
  const keep = (change: KeepChange) => void keepAssets(client, [asset.id], change);
  return (
    <section aria-label="Kept" className="flex flex-col gap-2 border-b border-line px-4 pb-3">
      <SavedTitle label="Title" placeholder="Add a title" text={kept.title} onSave={(title) => keep({ title })} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <span className="-ml-1.5 flex items-center">
          <Stars rating={kept.rating} onRate={(rating) => keep({ rating })} />
          <IconButton
            size="small"
            label={kept.favourite ? 'No favourite' : 'Favourite'}
            aria-pressed={kept.favourite}
            icon={<Heart size={14} strokeWidth={1.5} fill={kept.favourite ? 'currentColor' : 'none'} aria-hidden />}
            onClick={() => keep({ favourite: !kept.favourite })}
          />
        </span>
        <Tags tags={kept.tags} keep={keep} />
      </div>
      <div role="group" aria-label="Colour label" className="flex gap-1.5 py-1">
        {LABELS.map((label) => (
          <Swatch key={label} label={label} words={label} on={kept.label === label} onPress={() => keep({ label: kept.label === label ? null : label })} />
        ))}
      </div>
      <InCollections asset={asset} />
      <SavedNotes label="Notes" placeholder="Notes" text={kept.notes} onSave={(notes) => keep({ notes })} />
    </section>
  );
}

function Tags({ tags, keep }: { tags: readonly string[]; keep(change: KeepChange): void }) {
  const known = useKnownTags();
  return (
    <>
      {tags.map((tag) => (
        <Chip key={tag} onRemove={() => keep({ removeTags: [tag] })} removeLabel={`Take the tag ${tag} away`}>
          <bdi>{tag}</bdi>
        </Chip>
      ))}
      <WordBox
        label="Add a tag"
        placeholder="+ tag"
        anyWord
        known={known.tags.filter((tag) => !tags.includes(tag))}
        onEnter={known.refresh}
        onWord={(tag) => keep({ addTags: [tag] })}
      />
    </>
  );
}

function InCollections({ asset }: { asset: AssetView }) {
  const client = useClient();
  const collections = useEngine((state) => state.collections);
  const names = useNamesOf(asset.sha256);
  const byHand = collections.filter(({ query }) => query === null);
  return (
    <div role="group" aria-label="Collections" className="flex flex-wrap items-center gap-1.5">
      {byHand
        .filter(({ name }) => names.includes(name))
        .map((collection) => (
          <Chip key={collection.id} onRemove={() => void takeFromCollection(client, collection, [asset.id])} removeLabel={`Take it out of ${collection.name}`}>
            <bdi>{collection.name}</bdi>
          </Chip>
        ))}
      <WordBox
        label="Put into a collection"
        placeholder="+ collection"
        anyWord
        known={byHand.map(({ name }) => name).filter((name) => !names.includes(name))}
        onWord={(name) => void addToCollection(client, collections, name, [asset.id])}
      />
    </div>
  );
}

/** Names of the collections an asset is in, read again when any collection changed. */
function useNamesOf(sha256: string): readonly string[] {
  const client = useClient();
  const collections = useEngine((state) => state.collections);
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    client.call('collection.of', { sha256 }).then(
      (found) => current && setNames(found),
      () => current && setNames([]),
    );
    return () => {
      current = false;
    };
  }, [client, sha256, collections]);
  return names;
}
