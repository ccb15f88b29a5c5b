import type { ModelView } from '../../../../shared/domain.ts';
import { cx } from '../../../components/cx.ts';
import { notRunnableBecause, priceAndTime } from '../jobs/cost.ts';
import { KindIcon } from './kind-icon.tsx';

export interface ModelOptionProps {
  model: ModelView;
  chosen: boolean;
  /** Another has the same name: the id tells them apart. */
  alike: boolean;
  onChoose(model: ModelView): void;
}

/** A model in the picker: what it makes, its name, and what it costs or why it cannot be run. */
export function ModelOption({ model, chosen, alike, onChoose }: ModelOptionProps) {
  const off = notRunnableBecause(model);
  return (
    <button
      type="button"
      role="option"
      aria-selected={chosen}
      aria-disabled={off !== null || undefined}
      title={model.id}
      onClick={() => off === null && onChoose(model)}
      className={cx(
        'focus-inside relative flex h-13 w-full items-center gap-2.5 px-4 text-left transition-colors',
        chosen ? 'bg-raised before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-now' : off === null && 'hover:bg-panel',
      )}
    >
      <span className={cx('flex size-9 shrink-0 items-center justify-center rounded-chip bg-control', off === null ? 'text-text-2' : 'text-text-off')}>
        <KindIcon kind={model.kind} />
      </span>
      <span className="min-w-0 flex-1">
        <span className={cx('block truncate text-body font-medium', off === null ? 'text-text' : 'text-text-off')}>{model.name}</span>
        <span className="block truncate text-small text-text-3">
          {alike && <span className="mono">{model.id} · </span>}
          {off ?? priceAndTime(model)}
        </span>
      </span>
    </button>
  );
}
