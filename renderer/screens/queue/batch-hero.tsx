import type { BatchView } from '../../../shared/domain.ts';
import { HeroBand, HeroFigure } from '../../components/hero.tsx';
import { count, creditFigure } from '../../look/numbers.ts';
import { moving } from '../../look/states.ts';
import { clockTime, moment } from '../../look/times.ts';
import { isPaused, isSilent } from '../../state/app-state.ts';
import { useNow } from '../../state/clock.ts';
import { useEngine } from '../../state/engine.tsx';

export function BatchHero({ batch }: { batch: BatchView }) {
  const silent = useEngine(isSilent);
  const now = useNow(60_000);
  const { counts, forecast } = batch;
  const held = useEngine(isPaused) || batch.state === 'paused';
  const due = held ? 'held' : forecast ? dueWords(forecast.at, { now, silent }) : '';
  return (
    <HeroBand label="This batch in figures">
      <HeroFigure label="Done" figure={count(counts.done)} detail={`of ${count(batch.total)}`} />
      <HeroFigure label="Queued" figure={count(counts.queued)} detail={counts.queued > 0 ? due : ''} />
      <HeroFigure label="Running" figure={count(moving(counts))} detail={silent ? 'silent' : ''} />
      <HeroFigure label="Failed" figure={count(counts.failed)} tone={counts.failed > 0 ? 'fail' : 'text'} />
      <HeroFigure
        label="Uncertain"
        figure={count(counts.uncertain)}
        tone={counts.uncertain > 0 ? 'unsure' : 'text'}
        detail={counts.uncertain > 0 ? 'you decide' : ''}
      />
      <HeroFigure
        label="Credits"
        figure={creditFigure(batch.creditsUsed)}
        detail={batch.creditsEstimated === null ? 'estimate unknown' : `of ${creditFigure(batch.creditsEstimated)} est.`}
        spare
      />
    </HeroBand>
  );
}

function dueWords(at: number, { now, silent }: { now: number; silent: boolean }): string {
  if (silent) return `was due ${clockTime(at)}`;
  return at - now < 24 * 60 * 60_000 ? `done ${clockTime(at)}` : moment(at, now);
}
