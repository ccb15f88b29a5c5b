import { ASKED_AT } from '../run-engine.ts';
import type { Outcome } from '../outcome.ts';
import { jobCount } from '../scenario.ts';
import { type Fairness, fairnessOf } from './fairness.ts';
import { idleShare } from './idle.ts';
import { forecastError, handWaits } from './people.ts';
import { ratioOf } from './ratio.ts';
import { requestFigures } from './requests.ts';

/** What is told of a scenario under one way of counting: all its starting points together. Shares are 0 to 1. */
export interface Figures {
  /** Makespan over the bound. */
  worst: number;
  mean: number;
  sent: number;
  refused: number;
  neverRun: number;
  /** Requests a finished job, the worst starting point. */
  perFast: number | null;
  perSlow: number | null;
  /** The mean of the starting points. */
  idle: number;
  fairness: Fairness;
  /** Of work composed by hand, ms. */
  handWaits: number[];
  /** By when it was asked for (`ASKED_AT`), the worst starting point. */
  forecastErrors: number[];
}

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const ratios = outcomes.map(ratioOf);
  const requests = outcomes.map(requestFigures);
  const fairness = outcomes.map(fairnessOf);
  return {
    worst: Math.max(...ratios),
    mean: mean(ratios),
    sent: sum(requests.map(({ sent }) => sent)),
    refused: sum(requests.map(({ refused }) => refused)),
    neverRun: sum(outcomes.map(({ scenario, done }) => jobCount(scenario) - done)),
    perFast: worstOf(requests.map(({ perFast }) => perFast)),
    perSlow: worstOf(requests.map(({ perSlow }) => perSlow)),
    idle: mean(outcomes.map(idleShare)),
    fairness: { equals: worstEquals(fairness), outOfTurn: worstOf(fairness.map(({ outOfTurn }) => outOfTurn)) },
    handWaits: outcomes.flatMap(handWaits),
    forecastErrors: ASKED_AT.map((share) => Math.max(...outcomes.map((one) => forecastError(one, share)))),
  };
}

function worstEquals(all: readonly Fairness[]): Fairness['equals'] {
  const known = all.flatMap(({ equals }) => equals ?? []);
  return known.length === 0 ? null : { lead: Math.max(...known.map(({ lead }) => lead)), jain: Math.min(...known.map(({ jain }) => jain)) };
}

function worstOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
