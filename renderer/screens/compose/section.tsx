import type { ReactNode } from 'react';

/** A part of a column: title, a few words, and something at the right, over its content. */
export function Section({ title, detail, aside, children }: { title: string; detail?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2.5 border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex min-h-7 items-center gap-2.5">
        <h2 className="text-body font-semibold">{title}</h2>
        <span className="min-w-0 flex-1 truncate text-small text-text-3">{detail}</span>
        {aside}
      </div>
      {children}
    </section>
  );
}
