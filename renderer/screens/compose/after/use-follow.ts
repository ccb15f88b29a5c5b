import { useMemo } from 'react';
import { useEngine } from '../../../state/engine.tsx';
import type { Composition } from '../use-composition.ts';
import { followOf, type Follow } from './follow.ts';

/** What each job of the composition becomes; null before there is a model. */
export function useFollow({ planned: { after }, model, form }: Pick<Composition, 'planned' | 'model' | 'form'>): Follow | null {
  const catalog = useEngine((state) => state.models);
  return useMemo(() => (model ? followOf(after, model, form, catalog) : null), [after, model, form, catalog]);
}
