import type { EndpointName, WaitReason } from '../../../shared/domain.ts';

/** What may still be spent under one ceiling, in millionths of a credit. */
export interface Purse {
  /** Below 0 where jobs cost more than they were taken to. */
  left: number;
  /** The ceiling itself: what a day starts with. */
  limit: number;
  /** Whether jobs of unknown cost wait, or go and count nothing until their cost is told. */
  unknown: 'wait' | 'send';
}

/** Every ceiling that is set, and what jobs cost: plain data of one moment. */
export interface Spend {
  keys: ReadonlyMap<number, Purse>;
  batches: ReadonlyMap<number, Purse>;
  days: ReadonlyMap<EndpointName, Purse>;
  /** When the day's purses are full again (ms). */
  dayEndsAt: number;
  /** Millionths; null: unknown. */
  chargeOf(endpoint: EndpointName, job: { model: string; outputs: number }): number | null;
}

export type BudgetWait = NonNullable<WaitReason['budget']>;

interface Payer {
  id: number;
  endpoint: EndpointName;
}

const DAY_MS = 86_400_000;

/** The purses while they are paid from: a copy, so that what it was made from stays as it was. Without a ceiling everything passes. */
export class Till {
  readonly #keys: Map<number, Purse>;
  readonly #batches: Map<number, Purse>;
  readonly #days: Map<EndpointName, Purse>;
  readonly #chargeOf: Spend['chargeOf'];
  #dayEndsAt: number;

  constructor(spend: Spend | undefined) {
    this.#keys = copied(spend?.keys);
    this.#batches = copied(spend?.batches);
    this.#days = copied(spend?.days);
    this.#chargeOf = spend?.chargeOf ?? (() => 0);
    this.#dayEndsAt = spend?.dayEndsAt ?? Infinity;
  }

  get dayEndsAt(): number {
    return this.#dayEndsAt;
  }

  /** What the batch's own ceiling or the day's has against the job; null: nothing. */
  refuses(batch: Payer, job: { model: string; outputs: number }): BudgetWait | null {
    const why = shortOf(this.#batches.get(batch.id), () => this.#chargeOf(batch.endpoint, job));
    if (why) return { of: 'batch', why };
    const whyNotToday = shortOf(this.#days.get(batch.endpoint), () => this.#chargeOf(batch.endpoint, job));
    return whyNotToday && { of: 'day', why: whyNotToday };
  }

  /** What the key's ceiling has against it. */
  keyRefuses(keyId: number, endpoint: EndpointName, job: { model: string; outputs: number }): BudgetWait | null {
    const why = shortOf(this.#keys.get(keyId), () => this.#chargeOf(endpoint, job));
    return why && { of: 'key', why };
  }

  pay(batch: Payer, keyId: number, job: { model: string; outputs: number }): void {
    const purses = [this.#batches.get(batch.id), this.#days.get(batch.endpoint), this.#keys.get(keyId)].filter((purse) => purse !== undefined);
    if (purses.length === 0) return;
    const charge = this.#chargeOf(batch.endpoint, job) ?? 0;
    for (const purse of purses) purse.left -= charge;
  }

  /** For looks ahead: days go by, and each starts with a full purse. */
  turnTo(now: number): void {
    for (; now >= this.#dayEndsAt; this.#dayEndsAt += DAY_MS) for (const purse of this.#days.values()) purse.left = purse.limit;
  }

  /** As it is now, for a decision. */
  get spend(): Spend {
    return { keys: this.#keys, batches: this.#batches, days: this.#days, dayEndsAt: this.#dayEndsAt, chargeOf: this.#chargeOf };
  }
}

/** Why a purse cannot pay; null: it can, or there is no ceiling. */
export function shortOf(purse: Purse | undefined, charge: () => number | null): BudgetWait['why'] | null {
  if (!purse) return null;
  const asked = charge();
  if (asked === null) return purse.unknown === 'wait' ? 'unknown-cost' : purse.left <= 0 ? 'reached' : null;
  return asked > purse.left ? 'reached' : null;
}

function copied<K>(purses: ReadonlyMap<K, Purse> | undefined): Map<K, Purse> {
  return new Map([...(purses ?? [])].map(([id, purse]) => [id, { ...purse }]));
}
