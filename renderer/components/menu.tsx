import { Menu as Base } from '@base-ui/react/menu';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { Kbd } from './kbd.tsx';

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  /** Why it cannot be chosen, shown beside it. */
  disabledBecause?: string | undefined;
  /** A hairline above it. */
  apart?: boolean;
  run(): void;
}

/** A menu that opens from `trigger`, which is a button with a name. */
export function Menu({ trigger, items }: { trigger: ReactElement<Record<string, unknown>>; items: readonly MenuItem[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} className="z-40 outline-none">
          <Base.Popup className="min-w-50 rounded-panel bg-raised py-1 shadow-float outline-none transition-opacity duration-(--duration-menu) data-ending-style:opacity-0 data-starting-style:opacity-0">
            {items.map((item) => (
              <Fragment key={item.label}>
                {item.apart && <Base.Separator className="my-1 h-px bg-line" />}
                <Base.Item
                  onClick={item.run}
                  disabled={item.disabledBecause !== undefined}
                  className={cx(
                    'flex min-h-7 items-center gap-3 px-3 text-body outline-none data-disabled:text-text-off data-highlighted:bg-control-hi',
                    item.danger ? 'text-fail-text' : 'text-text',
                  )}
                >
                  {item.icon}
                  <span className="flex-1">{item.label}</span>
                  {item.disabledBecause && <span className="text-label text-text-3">{item.disabledBecause}</span>}
                  {item.keys && (
                    <span aria-hidden>
                      <Kbd keys={item.keys} />
                    </span>
                  )}
                </Base.Item>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
