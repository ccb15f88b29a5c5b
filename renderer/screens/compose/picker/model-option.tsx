import { Star } from 'lucide-react';
import type { ModelView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { useClient } from '../../../state/engine.tsx';
import { scoreMark, type Score } from '../../../state/scores.ts';
import { notRunnableBecause, priceAndTime } from '../jobs/cost.ts';
import { toggleFavourite } from './favourites.ts';
import { KindIcon } from './kind-icon.tsx';

export interface ModelOptionProps {
  model: ModelView;
  chosen: boolean;
  /** Another has the same name: the id tells them apart. */
  alike: boolean;
  favourite: boolean;
  /** One of its outputs in the library; null: none. */
  sample: string | null;
  /** What its outputs were given; undefined: none was rated. */
  score: Score | undefined;
  onChoose(model: ModelView): void;
}

/** A model in the picker: what it makes, its name, and what it costs or why it cannot be run. F, or its star, makes it a favourite. */
export function ModelOption({ model, chosen, alike, favourite, sample, score, onChoose }: ModelOptionProps) {
  const off = notRunnableBecause(model);
  return (
    <button
      type="button"
      role="option"
      aria-selected={chosen}
      aria-disabled={off !== null || undefined}
      aria-keyshortcuts="F"
      title={`${model.id}; ${favourite ? 'a favourite, F takes it out' : 'F makes it a favourite'}`}
      onClick={() => off === null && onChoose(model)}
      onKeyDown={(event) => event.key.toLowerCase() === 'f' && !event.ctrlKey && !event.metaKey && toggleFavourite(model.id)}
      className={cx(
        'group focus-inside relative flex h-13 w-full items-center gap-2.5 px-4 text-left transition-colors',
        chosen ? 'bg-raised before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-now' : off === null && 'hover:bg-panel',
      )}
    >
      <Picture model={model} sample={sample} off={off !== null} />
      <span className="min-w-0 flex-1">
        <span className={cx('block truncate text-body font-medium', off === null ? 'text-text' : 'text-text-off')}>{model.name}</span>
        <span className="block truncate text-small text-text-3">
          {alike && <span className="mono">{model.id} · </span>}
          {off ?? [priceAndTime(model), scoreMark(score)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <StarMark model={model} favourite={favourite} />
    </button>
  );
}

function Picture({ model, sample, off }: { model: ModelView; sample: string | null; off: boolean }) {
  const client = useClient();
  if (sample !== null) return <img src={client.mediaUrl('thumbnail', sample)} alt="" className="size-9 shrink-0 rounded-chip object-cover" />;
  return (
    <span className={cx('flex size-9 shrink-0 items-center justify-center rounded-chip bg-control', off ? 'text-text-off' : 'text-text-2')}>
      <KindIcon kind={model.kind} />
    </span>
  );
}

/** For the pointer; by keyboard and for readers of the screen it is the option's own F. */
function StarMark({ model, favourite }: { model: ModelView; favourite: boolean }) {
  return (
    <span
      aria-hidden
      data-star={favourite}
      onClick={(event) => {
        event.stopPropagation();
        toggleFavourite(model.id);
      }}
      className={cx(
        '-mr-1.5 shrink-0 p-1.5 hover:text-text',
        favourite ? 'text-text-2' : 'text-text-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
      )}
    >
      <Star size={14} strokeWidth={1.5} fill={favourite ? 'currentColor' : 'none'} />
    </span>
  );
}
