import type { VirtualClock } from '../../support/virtual-clock.ts';
import { promptOf, type Scenario } from './scenario.ts';

const HAND = 'by hand';

/** Somebody composes one job each so many ms, until stopped. */
export interface ByHand {
  /** When the job with that prompt was composed. */
  composed: ReadonlyMap<string, number>;
  stop(): void;
}

export function composeByHand(clock: VirtualClock, { hand }: Scenario, submit: (model: string, prompt: string) => void): ByHand {
  const composed = new Map<string, number>();
  let cancel = () => {};
  const next = (model: string, everyMs: number): void => {
    cancel = clock.setTimer(everyMs, () => {
      const prompt = promptOf(HAND, composed.size);
      composed.set(prompt, clock.now());
      submit(model, prompt);
      next(model, everyMs);
    });
  };
  if (hand) next(hand.model, hand.everyMs);
  return { composed, stop: () => cancel() };
}
