import type { WaitingBatch } from '../queue/waiting.ts';
import type { KeyNow } from './decide.ts';

/** The highest goes first. */
export function rankOf({ priority, hand }: Pick<WaitingBatch, 'priority' | 'hand'>): number {
  return priority + (hand ? HAND_RANK : 0);
}

/** Above every priority a batch can have. */
const HAND_RANK = 1_000;

/** Whether a key takes new work of a batch, as far as both say. */
export function isForBatch(key: Labelled & Pick<KeyNow, 'endpoint' | 'retired'>, batch: Pick<WaitingBatch, 'endpoint' | 'labels'>): boolean {
  return !key.retired && key.endpoint === batch.endpoint && isLabelled(key, batch);
}

type Labelled = Pick<KeyNow, 'label' | 'labels' | 'onlyByLabel'>;

/** A batch bound to labels takes keys that carry one of them, or are called so. */
export function isLabelled(key: Labelled, batch: Pick<WaitingBatch, 'labels'>): boolean {
  return batch.labels.length === 0 ? !key.onlyByLabel : batch.labels.some((label) => label === key.label || key.labels.includes(label));
}
