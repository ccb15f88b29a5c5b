import { useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '../../../../shared/contract.ts';
import type { Follow } from '../after/follow.ts';
import { useClient } from '../../../state/engine.tsx';
import type { Draft } from '../draft/draft.ts';
import { MOST_JOBS, type Plan } from '../jobs/plan.ts';
import { rulesOf } from '../jobs/to-batch.ts';
import type { Work } from './work.ts';

export type Forecast = CallOutput<'forecast.ask'>;

/** So long after the last change the engine is asked, and so often again while nothing changes: the queue moves on, and so does the clock. */
const STILL_MS = 300;
const AGAIN_MS = 20_000;
/** An answer to another question that stood longer would be taken for this one’s. */
const LATE_MS = 1_500;

/** What would become of the composition if it were queued now; null before there is an answer. The last one stands for another draft no longer than it takes to see. */
export function useForecast(work: Work | null, plan: Plan, draft: Draft, follow: Follow | null): Forecast | null {
  const client = useClient();
  const [answer, setAnswer] = useState<{ question: string; forecast: Forecast } | null>(null);
  const [late, setLate] = useState<string | null>(null);
  const question = follow && work && work.jobs > 0 && work.jobs <= MOST_JOBS ? JSON.stringify(questionOf(work, plan, draft, follow)) : null;
  useEffect(() => {
    if (question === null) return;
    const take = (forecast: Forecast) => setAnswer({ question, forecast });
    const look = () => void client.call('forecast.ask', JSON.parse(question) as CallInput<'forecast.ask'>).then(take, keepLast);
    const first = setTimeout(look, STILL_MS);
    const again = setInterval(look, AGAIN_MS);
    const tooLate = setTimeout(() => setLate(question), LATE_MS);
    return () => {
      clearTimeout(first);
      clearTimeout(tooLate);
      clearInterval(again);
    };
  }, [client, question]);
  if (question === null || answer === null) return null;
  return answer.question === question || late !== question ? answer.forecast : null;
}

/** A newer question ends the older one, and its answer comes instead. */
function keepLast(): void {}

function questionOf(work: Work, plan: Plan, draft: Draft, follow: Follow): CallInput<'forecast.ask'> {
  const outputs = plan.at(0).input['num_images'];
  const several = typeof outputs === 'number' && Number.isInteger(outputs) && outputs >= 1 && outputs <= 100 ? { outputs } : {};
  const { priority, labels, start, tryFirst } = rulesOf(draft);
  return {
    jobs: follow.models.map((model) => ({ model: model.id, count: work.rows, ...several })),
    source: work.jobs === 1 ? 'hand' : 'batch',
    priority,
    labels,
    layout: follow.layout,
    start,
    tryFirst: tryFirst !== null && tryFirst < work.jobs ? tryFirst : null,
  };
}
