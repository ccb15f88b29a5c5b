import { cx } from '../components/cx.ts';
import { Tooltip } from '../components/tooltip.tsx';
import { count } from '../look/numbers.ts';
import { useEngine } from '../state/engine.tsx';
import { hrefOf, SCREENS, useRoute, type Screen } from '../state/route.ts';
import { SCREEN_INFO } from './screens.ts';
import { useNarrow } from './narrow.ts';

/** The rail: seven screens, Settings at the foot. A violet count on Queue while something is uncertain. */
export function Rail() {
  return (
    <nav aria-label="Screens" className="flex w-12 shrink-0 flex-col items-center gap-0.5 border-r border-line bg-bg py-1.5 mid:w-16">
      {SCREENS.map((screen) => (
        <RailLink key={screen} screen={screen} />
      ))}
    </nav>
  );
}

function RailLink({ screen }: { screen: Screen }) {
  const current = useRoute((route) => route.screen) === screen;
  const uncertain = useEngine((state) => (screen === 'queue' ? (state.totals?.counts.uncertain ?? 0) : 0));
  const narrow = useNarrow();
  const { name, icon: Icon } = SCREEN_INFO[screen];
  const link = (
    <a
      href={hrefOf(screen)}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'focus-inside relative flex h-10 w-10 flex-col items-center justify-center gap-1 rounded-control transition-colors mid:h-13 mid:w-14',
        current
          ? 'bg-raised text-text before:absolute before:inset-y-2.5 before:-left-1 before:w-0.5 before:bg-now'
          : 'text-text-2 hover:bg-panel hover:text-text',
        screen === 'settings' && 'mt-auto',
      )}
    >
      <Icon size={18} strokeWidth={1.5} aria-hidden />
      <span className="sr-only text-label font-medium mid:not-sr-only">{name}</span>
      {uncertain > 0 && (
        <span className="mono absolute top-0.5 right-1 flex h-3.5 min-w-3.5 items-center justify-center rounded-full bg-unsure px-1 text-label font-semibold text-bg mid:right-2">
          <span className="sr-only">, </span>
          {count(uncertain)}
          <span className="sr-only"> uncertain</span>
        </span>
      )}
    </a>
  );
  return narrow ? (
    <Tooltip text={name} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
