import type { Outcome } from '../outcome.ts';
import { batchOfPrompt, type BatchSpec } from '../scenario.ts';
import { ofBatches } from './ratio.ts';

export interface Fairness {
  /**
   * Between batches of one priority, while each of them has jobs waiting: the most that one is ahead of another in started jobs, and Jain's
   * index of what they started, (sum x)^2 / (n * sum x^2), 1 = alike. Null: no two batches of one priority.
   */
  equals: { lead: number; jain: number } | null;
  /** Share of the jobs that started while a batch of higher priority had jobs waiting. Null: all batches have one priority. */
  outOfTurn: number | null;
}

export function fairnessOf(outcome: Outcome): Fairness {
  const { batches } = outcome.scenario;
  const starts = ofBatches(outcome).map((run) => batchOfPrompt(String(run.input.prompt)));
  const ranks = [...new Set(batches.map(({ priority }) => priority))];
  const groups = ranks
    .map((rank) => batches.filter(({ priority }) => priority === rank))
    .filter((group) => group.length > 1)
    .map((group) => between(group, starts));
  return {
    equals: groups.length === 0 ? null : { lead: Math.max(...groups.map(({ lead }) => lead)), jain: Math.min(...groups.map(({ jain }) => jain)) },
    outOfTurn: ranks.length === 1 ? null : outOfTurn(batches, starts),
  };
}

function between(group: readonly BatchSpec[], starts: readonly string[]): { lead: number; jain: number } {
  const started = new Map(group.map(({ name }) => [name, 0]));
  const sizes = new Map(group.map(({ name, models }) => [name, models.length]));
  let lead = 0;
  for (const name of starts) {
    const before = started.get(name);
    if (before === undefined) continue;
    started.set(name, before + 1);
    lead = Math.max(lead, Math.max(...started.values()) - Math.min(...started.values()));
    if (before + 1 === sizes.get(name)) break;
  }
  return { lead, jain: jain([...started.values()]) };
}

function jain(shares: readonly number[]): number {
  const sum = shares.reduce((a, b) => a + b, 0);
  return sum ** 2 / (shares.length * shares.reduce((a, b) => a + b * b, 0));
}

function outOfTurn(batches: readonly BatchSpec[], starts: readonly string[]): number {
  const waiting = new Map(batches.map(({ name, models }) => [name, models.length]));
  const priority = new Map(batches.map(({ name, priority: rank }) => [name, rank]));
  let early = 0;
  for (const name of starts) {
    if (batches.some((other) => other.priority > priority.get(name)! && waiting.get(other.name)! > 0)) early++;
    waiting.set(name, waiting.get(name)! - 1);
  }
  return early / starts.length;
}
