import { stateInSixWords } from '../../shared/words/six-words.ts';
import type { QueueNow } from './queue-watch.ts';

/** How the endpoint in use stands, in six words: what the window's title says too. */
export function queueWords({ status, totals, batches }: QueueNow, now: number): string {
  return stateInSixWords({ status, totals, batches: Object.values(batches).filter((batch) => batch.endpoint === status.endpoint) }, now);
}
