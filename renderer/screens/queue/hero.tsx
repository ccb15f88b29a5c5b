import { HeroBand, HeroFigure } from '../../components/hero.tsx';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';
import { useBatches, useKeys } from '../../state/lists.ts';
import { heroFigures } from './hero-figures.ts';

/** The first figure is as wide as a track head, so that the columns below line up with it. */
const FIRST = 'max-w-81 min-w-60 basis-81 wide:max-w-none';

export function QueueHero() {
  const totals = useEngine((state) => state.totals);
  const paused = useEngine((state) => state.status?.paused ?? false);
  const keys = useKeys();
  const batches = useBatches();
  const now = useNow(1_000);
  if (!totals) return null;
  return (
    <HeroBand label="The queue in figures">
      {heroFigures({ totals, keys, batches, paused }, now).map((figure, at) => (
        <HeroFigure key={figure.label} {...figure} className={at === 0 ? FIRST : ''} />
      ))}
    </HeroBand>
  );
}
