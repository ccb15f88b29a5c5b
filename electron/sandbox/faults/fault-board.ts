import type { Random } from '../../../shared/clock.ts';
import { FAULT_STAGES, type Endpoint, type Fault, type FaultOf, type FaultStage } from './fault.ts';

/** What a fault's filters are held against. */
export interface FaultSubject {
  endpoint: Endpoint;
  key: string | null;
  model: string | null;
}

interface Armed {
  fault: Fault;
  matched: number;
  struck: number;
}

/** Decides which fault strikes where. Has its own random source, so that faults do not change how long jobs take. */
export class FaultBoard {
  readonly #random: Random;
  #armed: Armed[] = [];

  constructor(faults: readonly Fault[], random: Random) {
    this.#random = random;
    this.set(faults);
  }

  /** Replaces all faults and starts their counts again. */
  set(faults: readonly Fault[]): void {
    this.#armed = faults.map((fault) => ({ fault, matched: 0, struck: 0 }));
  }

  /** The first fault of this stage that strikes now, or null. Each call counts as one match. */
  strike<Stage extends FaultStage>(stage: Stage, subject: FaultSubject): FaultOf<Stage> | null {
    for (const armed of this.#armed) {
      if (FAULT_STAGES[armed.fault.kind] !== stage || !matches(armed.fault, subject)) continue;
      if (this.#fires(armed)) return armed.fault.kind as FaultOf<Stage>;
    }
    return null;
  }

  /** Each fault with how often it matched and struck. */
  report(): { fault: Fault; matched: number; struck: number }[] {
    return this.#armed.map((armed) => ({ ...armed }));
  }

  #fires(armed: Armed): boolean {
    armed.matched += 1;
    const fires = due(armed.fault, armed.matched, this.#random);
    if (fires) armed.struck += 1;
    return fires;
  }
}

function matches(fault: Fault, subject: FaultSubject): boolean {
  return (
    (fault.endpoint === undefined || fault.endpoint === subject.endpoint) &&
    (fault.key === undefined || fault.key === subject.key) &&
    (fault.model === undefined || fault.model === subject.model)
  );
}

function due(fault: Fault, matched: number, random: Random): boolean {
  if ('rate' in fault) return random() < fault.rate;
  if ('count' in fault) return matched <= fault.count;
  return matched === fault.nth;
}
