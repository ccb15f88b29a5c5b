import { HeroBand, HeroFigure } from '../../components/hero.tsx';
import { isPaused, isSilent } from '../../state/app-state.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';
import { useBatches, useKeys } from '../../state/lists.ts';
import { heroFigures } from './hero-figures.ts';

export function QueueHero() {
  const totals = useEngine((state) => state.totals);
  const paused = useEngine(isPaused);
  const silent = useEngine(isSilent);
  const keys = useKeys();
  const batches = useBatches();
  const now = useNow(1_000);
  if (!totals) return null;
  return (
    <HeroBand label="The queue in figures">
      {heroFigures({ totals, keys, batches, paused, silent }, now).map((figure) => (
        <HeroFigure key={figure.label} {...figure} />
      ))}
    </HeroBand>
  );
}
