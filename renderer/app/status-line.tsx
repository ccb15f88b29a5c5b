import { Glyph } from '../components/glyph.tsx';
import { cx } from '../components/cx.ts';
import { useNow } from '../state/clock.ts';
import { useEngine } from '../state/engine.tsx';
import { useBatches, useKeys } from '../state/lists.ts';
import { statusItems, type StatusItem } from './status-items.ts';

/** 28 px at the foot: how things stand, in words, each item a link. */
export function StatusLine() {
  const status = useEngine((state) => state.status);
  const totals = useEngine((state) => state.totals);
  const link = useEngine((state) => state.link);
  const keys = useKeys();
  const batches = useBatches();
  const now = useNow(1_000);
  const items = status && totals ? statusItems({ link, status, totals, keys, batches }, now) : [];
  return (
    <footer aria-label="Status" className="mono flex h-7 min-w-0 items-center border-t border-line bg-bg px-4 text-label whitespace-nowrap">
      <ul className="flex min-w-0 items-center overflow-hidden">
        {items.map((item, at) => (
          <li key={at} className={cx('flex items-center', at > 0 && 'before:mx-3 before:h-3 before:w-px before:bg-line-2')}>
            <ItemLink item={item} />
          </li>
        ))}
      </ul>
      <a href="#/settings" className="ml-auto rounded-chip pl-4 text-text-3 hover:text-text">
        {status && `v${status.version}`}
      </a>
    </footer>
  );
}

function ItemLink({ item }: { item: StatusItem }) {
  return (
    <a
      href={item.href}
      className={cx('focus-inside inline-flex items-center gap-2 rounded-chip hover:text-text hover:underline', item.strong ? 'text-text' : 'text-text-2')}
    >
      {item.glyph && <Glyph name={item.glyph} size={10} />}
      {item.words}
    </a>
  );
}
