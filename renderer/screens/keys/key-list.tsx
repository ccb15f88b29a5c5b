import { Plus } from 'lucide-react';
import type { KeyView } from '../../../shared/domain.ts';
import { cx } from '../../components/cx.ts';
import { KeyStrip } from '../../components/key-strip.tsx';
import { hrefOf } from '../../state/route.ts';

/** Strips of 324, one a key, and the way to add more. */
export function KeyList({ keys, chosenId }: { keys: readonly KeyView[]; chosenId: number | null }) {
  return (
    <nav aria-label="Keys" className="flex w-81 shrink-0 flex-col border-r border-line">
      <div aria-hidden className="flex h-8 shrink-0 items-center gap-4 border-b border-line bg-panel px-4 text-small text-text-2">
        <span className="w-13 text-center">left</span>
        <span>Key</span>
        <span className="ml-auto">reset</span>
      </div>
      <div className="min-h-0 overflow-y-auto">
        {keys.map((key) => (
          <KeyStrip key={key.id} keyView={key} chosen={key.id === chosenId} />
        ))}
      </div>
      <a
        href={hrefOf('keys', 'add')}
        aria-current={chosenId === null ? 'true' : undefined}
        className={cx(
          'focus-inside flex h-10 shrink-0 items-center gap-2 border-b border-line px-4 text-body text-text-2 hover:bg-panel hover:text-text',
          chosenId === null && 'bg-raised text-text',
        )}
      >
        <Plus size={14} aria-hidden />
        Add keys
      </a>
    </nav>
  );
}
