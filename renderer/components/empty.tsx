import type { ReactNode } from 'react';

/** Nothing here yet: drawn from the real thing, one sentence, one way on. */
export function Empty({ drawing, title, children, action }: { drawing?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-8 text-center">
      {drawing && <div className="mb-3">{drawing}</div>}
      <p className="text-body font-medium text-text">{title}</p>
      {children && <p className="max-w-[60ch] text-body text-text-2">{children}</p>}
      {action && <div className="mt-3 flex gap-2">{action}</div>}
    </div>
  );
}

/** Outlines of the tiles that will be there, fainter the further off. */
export function OutlineTiles({ count = 4, size = 36 }: { count?: number; size?: number }) {
  return (
    <div aria-hidden className="flex gap-1">
      {Array.from({ length: count }, (_, at) => (
        <div
          key={at}
          className="rounded-tile inset-ring inset-ring-text-3"
          style={{ width: size, height: size, opacity: 0.95 - (0.65 * at) / Math.max(1, count - 1) }}
        />
      ))}
    </div>
  );
}
