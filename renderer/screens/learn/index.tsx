import type { ReactNode } from 'react';
import { Outcome } from '../../components/glyph.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { ScreenTitle } from '../../components/screen-title.tsx';
import { useShortcutWords } from '../../components/shortcut-words.ts';
import { PlanTable } from '../first-run/plan-table.tsx';
import { hrefOf } from '../../state/route.ts';
import { LIMITS, OUTCOMES, WORDS } from './texts.ts';

/** The words, the marks, how limits work, the keyboard: one page. */
export function LearnScreen() {
  const shortcuts = useShortcutWords();
  return (
    <>
      <ScreenTitle title="Learn" />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a page of prose holds nothing else to focus, and must scroll by keyboard */}
      <div tabIndex={0} className="focus-inside min-h-0 flex-1 overflow-y-auto">
        <div className="grid grid-cols-1 mid:grid-cols-2">
          <Part title="The words">
            <Definitions rows={WORDS.map(([word, meaning]) => ({ name: word, value: meaning }))} />
          </Part>
          <Part title="How limits work">
            {LIMITS.map((paragraph) => (
              <p key={paragraph} className="text-body text-text-2">
                {paragraph}
              </p>
            ))}
            <PlanTable />
          </Part>
          <Part title="What the marks say">
            <Definitions rows={OUTCOMES.map(([glyph, meaning]) => ({ name: <Outcome name={glyph} />, value: meaning }))} />
          </Part>
          <Part title="The keyboard">
            <Definitions
              rows={shortcuts.map((shortcut) => ({
                name: (
                  <span className="flex h-5 items-center gap-1">
                    {shortcut.keys.map((key) => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </span>
                ),
                value: shortcut.does,
              }))}
            />
            <p className="text-small text-text-2">
              <a href={hrefOf('settings')} className="text-text underline">
                Choose other keys
              </a>{' '}
              for what works from anywhere.
            </p>
          </Part>
        </div>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3 border-b border-line px-6 py-5 mid:odd:border-r">
      <h2 className="text-title font-semibold">{title}</h2>
      <div className="flex max-w-[72ch] flex-col gap-3">{children}</div>
    </section>
  );
}

function Definitions({ rows }: { rows: readonly { name: ReactNode; value: string }[] }) {
  return (
    <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-x-4 gap-y-2 text-body">
      {rows.map((row) => (
        <div key={row.value} className="contents">
          <dt className="font-medium text-text">{row.name}</dt>
          <dd className="text-text-2">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
