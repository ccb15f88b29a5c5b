import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import { counted } from '../look/numbers.ts';
import { useClient, useEngine } from './engine.tsx';

export type Score = CallOutput<'model.scores'>[number];

const SOON_MS = 200;

/** Stars given to the outputs of each model, by its id; asked anew when assets changed. */
export function useScores(): ReadonlyMap<string, Score> {
  const client = useClient();
  const tick = useEngine((state) => state.assetsTick);
  const [scores, setScores] = useState<ReadonlyMap<string, Score>>(new Map());
  useEffect(() => {
    let current = true;
    const keepLast = () => {};
    const timer = setTimeout(
      () => void client.call('model.scores', null).then((told) => current && setScores(new Map(told.map((score) => [score.model, score]))), keepLast),
      SOON_MS,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, tick]);
  return scores;
}

/** `4.2 stars over 12 outputs`; a model nobody rated says so. */
export function scoreWords(score: Score | undefined): string {
  if (!score || score.stars === null) return 'no stars yet';
  return `${score.stars.toFixed(1)} stars over ${counted(score.rated, 'output')}`;
}

/** `★ 4.2`, where there is little room; empty where nobody rated it. */
export function scoreMark(score: Score | undefined): string {
  return !score || score.stars === null ? '' : `★ ${score.stars.toFixed(1)}`;
}

/** The score of a model under any of its ids. */
export function scoreOf(scores: ReadonlyMap<string, Score>, { id, aliases }: { id: string; aliases: readonly string[] }): Score | undefined {
  return [id, ...aliases].map((name) => scores.get(name)).find((score) => score !== undefined);
}
