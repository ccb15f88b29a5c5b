import type { ModelView } from '../../../../shared/domain.ts';
import { creditWords } from '../../../look/numbers.ts';
import { took } from '../../../look/times.ts';

/** Credits of so many runs by the catalog's price; null: not known. */
export function estimatedCredits(model: Pick<ModelView, 'creditsPerRun'>, jobs: number): number | null {
  return model.creditsPerRun === null ? null : model.creditsPerRun * jobs;
}

/** Credits of one run of each of these; null where one of them is not known. */
export function rowPrice(models: readonly Pick<ModelView, 'creditsPerRun'>[]): number | null {
  return models.reduce<number | null>((sum, { creditsPerRun }) => (sum === null || creditsPerRun === null ? null : sum + creditsPerRun), 0);
}

/** `2 credits · usually 6.1 s`, `credits unknown · no runs yet`. */
export function priceAndTime(model: Pick<ModelView, 'creditsPerRun' | 'usualMs'>): string {
  const price = model.creditsPerRun === null ? 'credits unknown' : creditWords(model.creditsPerRun);
  return `${price} · ${model.usualMs === null ? 'no runs yet' : `usually ${took(model.usualMs)}`}`;
}

/** Why a model cannot be run; null when it can. */
export function notRunnableBecause(model: Pick<ModelView, 'runnable'>): string | null {
  return model.runnable ? null : 'its id is a guess until the API lists it';
}
