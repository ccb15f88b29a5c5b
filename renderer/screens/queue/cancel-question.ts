import type { BatchView } from '../../../shared/domain.ts';
import type { Question } from '../../components/confirm.tsx';
import type { GlyphName } from '../../components/glyph-shapes.tsx';
import { count, counted, creditWords } from '../../look/numbers.ts';
import { moving } from '../../look/states.ts';

/** What cancelling a batch will hit, by state, before it is done. */
export function cancelQuestion(batch: BatchView): Question {
  const { counts } = batch;
  const away = moving(counts);
  const hits: { glyph: GlyphName; words: string; jobs: number }[] = [
    { glyph: 'queued', words: 'leave the queue, free', jobs: counts.queued },
    { glyph: 'running', words: `keep running${creditsOf(batch, away)}`, jobs: away },
    { glyph: 'uncertain', words: 'still wait for your decision', jobs: counts.uncertain },
    { glyph: 'done', words: 'stay in the library', jobs: counts.done },
  ];
  return {
    title: `Cancel the rest of ${batch.name}?`,
    hits: hits.filter((hit) => hit.jobs > 0).map(({ jobs, ...hit }) => ({ ...hit, count: count(jobs) })),
    action: `Cancel ${counted(counts.queued, 'job')}`,
    danger: true,
  };
}

function creditsOf(batch: BatchView, jobs: number): string {
  if (batch.creditsEstimated === null || batch.total === 0 || jobs === 0) return '';
  return `, about ${creditWords(Math.round((batch.creditsEstimated / batch.total) * jobs))}`;
}
