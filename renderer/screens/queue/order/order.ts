import type { BatchView } from '../../../../shared/domain.ts';
import { isTried } from '../batch-holds.ts';
import { unfinished } from '../../../look/states.ts';

/** Whether anything of a batch is still to be sent or decided. */
export function isOver({ counts }: Pick<BatchView, 'counts'>): boolean {
  return unfinished({ ...counts }) + counts.uncertain === 0;
}

/**
 * The order of the list: what needs a person first, then as it is sent (priority, then the newest), then what is over. `batches` come
 * newest first.
 */
export function inOrder(batches: readonly BatchView[]): BatchView[] {
  return batches.toSorted((one, other) => rank(one) - rank(other) || (isOver(one) ? 0 : other.priority - one.priority));
}

function rank(batch: BatchView): number {
  if (isOver(batch)) return 2;
  return batch.counts.uncertain > 0 || batch.held || isTried(batch) ? 0 : 1;
}

export interface PriorityChange {
  id: number;
  priority: number;
}

const HIGHEST = 100;
const LOWEST = -100;
/** Room for others in between. */
const STEP = 10;

/**
 * Priorities after a batch was moved to another place of the list, where it shall go out before all below and after all above. As few
 * batches as can be are changed; `open` are those that are not over, in the order of the list. Pure.
 */
export function movedTo(open: readonly Pick<BatchView, 'id' | 'priority'>[], id: number, place: number): PriorityChange[] {
  const batch = open.find((one) => one.id === id);
  if (!batch) return [];
  const others = open.filter((one) => one.id !== id);
  const above = others[place - 1]?.priority ?? null;
  const below = others[place]?.priority ?? null;
  const between = priorityBetween(above, below);
  if (between !== null) return between === batch.priority ? [] : [{ id, priority: between }];
  return renumbered([...others.slice(0, place), batch, ...others.slice(place)]);
}

/** Strictly between its neighbours; null where there is no room. */
function priorityBetween(above: number | null, below: number | null): number | null {
  if (above === null && below === null) return 0;
  if (above === null) return below! < HIGHEST ? Math.min(HIGHEST, below! + STEP) : null;
  if (below === null) return above > LOWEST ? Math.max(LOWEST, above - STEP) : null;
  return above - below >= 2 ? Math.round((above + below) / 2) : null;
}

/** Each its own step down, spread over what there is. */
function renumbered(order: readonly Pick<BatchView, 'id' | 'priority'>[]): PriorityChange[] {
  const step = Math.max(1, Math.min(STEP, Math.floor((HIGHEST - LOWEST) / Math.max(1, order.length - 1))));
  const first = Math.min(HIGHEST, Math.ceil(((order.length - 1) * step) / 2));
  return order
    .map(({ id, priority }, at) => ({ id, before: priority, priority: Math.max(LOWEST, first - at * step) }))
    .filter((one) => one.before !== one.priority)
    .map(({ id, priority }) => ({ id, priority }));
}
