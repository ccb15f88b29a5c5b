import { Search } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { AssetKind, ModelView } from '../../../../shared/domain.ts';
import { Input } from '../../../components/input.tsx';
import { moveFocus } from '../../../components/move-focus.ts';
import { Segment } from '../../../components/segment.tsx';
import { counted } from '../../../look/numbers.ts';
import { scoreOf, useScores } from '../../../state/scores.ts';
import { useBatches } from '../../../state/lists.ts';
import { useFavourites } from './favourites.ts';
import { modelUse } from './model-use.ts';
import { groupModels, KIND_WORDS, sameNames } from './model-groups.ts';
import { ModelOption } from './model-option.tsx';

type Shown = AssetKind | 'all';

const KINDS: readonly { value: Shown; label: string }[] = [
  { value: 'all', label: 'All' },
  ...(['image', 'video', 'audio'] as const).map((value) => ({ value, label: KIND_WORDS[value] })),
];

export interface ModelPickerProps {
  models: readonly ModelView[];
  chosen: string | null;
  onChoose(model: ModelView): void;
}

/** The catalog to choose from: searched as one types, by kind. Arrow keys move through it, from the search box too. */
export const ModelPicker = memo(function ModelPicker({ models, chosen, onChoose }: ModelPickerProps) {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<Shown>('all');
  const favourites = useFavourites((state) => state.ids);
  const batches = useBatches();
  const scores = useScores();
  const use = useMemo(() => modelUse(batches), [batches]);
  const groups = useMemo(() => groupModels(models, kind, search, { favourites, use }), [models, kind, search, favourites, use]);
  const alike = useMemo(() => sameNames(models), [models]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => moveFocus(event, list.current);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 px-3 pt-1.5 pb-2">
        <Input
          aria-label="Search models"
          placeholder={`Search ${counted(models.length, 'model')}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={onKeyDown}
          leading={<Search size={14} aria-hidden />}
        />
        <Segment<Shown> label="Kind" value={kind} choices={KINDS} onChange={setKind} />
      </div>
      <div ref={list} role="listbox" tabIndex={-1} aria-label="Models" onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto pb-3">
        {groups.map((group) => (
          <div key={group.kind} role="group" aria-label={KIND_WORDS[group.kind]}>
            <p className="px-4 pt-2 pb-1.5 text-small text-text-3">{group.title}</p>
            {group.models.map((model) => (
              <ModelOption
                key={model.id}
                model={model}
                chosen={model.id === chosen}
                alike={alike.has(model.name)}
                favourite={favourites.has(model.id)}
                sample={use.get(model.id)?.sample ?? null}
                score={scoreOf(scores, model)}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
        {groups.length === 0 && <p className="px-4 py-3 text-body text-text-2">No model has these words.</p>}
      </div>
    </div>
  );
});
