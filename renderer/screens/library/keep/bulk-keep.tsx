import { Heart } from 'lucide-react';
import { LABELS } from '../../../../shared/search/query.ts';
import { Button } from '../../../components/button.tsx';
import { InspectorSection } from '../../../components/inspector.tsx';
import { counted } from '../../../look/numbers.ts';
import { useClient, useEngine } from '../../../state/engine.tsx';
import { Swatch } from '../facets/swatch.tsx';
import { keepAssets } from '../select/cull.ts';
import type { KeepChange } from '../select/keep-keys.ts';
import { addToCollection } from './collections.ts';
import { useKnownTags } from './use-words.ts';
import { WordBox } from './word-box.tsx';

/** What can be kept about several assets at once; each change is one step back. */
export function BulkKeep({ ids }: { ids: readonly number[] }) {
  const client = useClient();
  const collections = useEngine((state) => state.collections);
  const known = useKnownTags();
  const keep = (change: KeepChange) => void keepAssets(client, ids, change);
  return (
    <InspectorSection title={`Keep about ${counted(ids.length, 'asset')}`}>
      <div className="flex flex-wrap items-center gap-1.5">
        <WordBox label="Add a tag to all" placeholder="+ tag" anyWord known={known.tags} onEnter={known.refresh} onWord={(tag) => keep({ addTags: [tag] })} />
        <WordBox
          label="Take a tag from all"
          placeholder="− tag"
          anyWord={false}
          known={known.tags}
          onEnter={known.refresh}
          onWord={(tag) => keep({ removeTags: [tag] })}
        />
        <WordBox
          label="Put all into a collection"
          placeholder="+ collection"
          anyWord
          known={collections.filter(({ query }) => query === null).map(({ name }) => name)}
          onWord={(name) => void addToCollection(client, collections, name, ids)}
        />
      </div>
      <div role="group" aria-label="Colour label of all" className="flex items-center gap-1.5 py-1">
        {LABELS.map((label) => (
          <Swatch key={label} label={label} words={label} on={false} onPress={() => keep({ label })} />
        ))}
        <Button size="small" look="ghost" onClick={() => keep({ label: null })}>
          None
        </Button>
      </div>
      <div className="flex gap-2">
        <Button size="small" icon={<Heart size={14} strokeWidth={1.5} aria-hidden />} onClick={() => keep({ favourite: true })}>
          Favourites
        </Button>
        <Button size="small" onClick={() => keep({ favourite: false })}>
          No favourites
        </Button>
      </div>
    </InspectorSection>
  );
}
