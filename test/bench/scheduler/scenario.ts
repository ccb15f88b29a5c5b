import type { Fault, SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import type { WindowKind } from '../../../electron/sandbox/limits/minute-window.ts';
import type { DurationSpec } from '../../../electron/sandbox/models/durations.ts';
import { PLANS, type PlanLimits, type PlanName } from '../../../shared/plans.ts';
import { mulberry32 } from '../../support/engine-world.ts';

export const WINDOWS: readonly WindowKind[] = ['fixed', 'sliding', 'token-bucket'];

/** Jobs composed together. `models[i]` is what job i asks for. */
export interface BatchSpec {
  name: string;
  priority: number;
  models: readonly string[];
}

export interface Scenario {
  id: string;
  /** As a heading of the tables. */
  name: string;
  plans: readonly PlanName[];
  /** All are there from the start. */
  batches: readonly BatchSpec[];
  durations: Readonly<Record<string, DurationSpec>>;
  /** Server's wall clock at the start of the minute in which it begins, ms. */
  minuteMs: number;
  /** Starting points within that minute, ms. */
  phases: readonly number[];
  faults?: readonly Fault[];
  /** So many jobs of each model ran some minutes before: how long they take is known. */
  ranBefore?: number;
  /** Somebody composes one such job each `everyMs` while the batches last. */
  hand?: { model: string; everyMs: number };
  /** Another program that runs such jobs with the first key, and takes this share of its minute. */
  foreign?: { model: string; share: number };
}

/** One run of a scenario: a way of counting and a starting point. */
export interface Run {
  scenario: Scenario;
  window: WindowKind;
  startMs: number;
}

export function limitsOf(scenario: Scenario): PlanLimits[] {
  return scenario.plans.map((plan) => PLANS[plan]);
}

/** The server of a run, all but its clock. */
export function sandboxOf({ scenario, window }: Run): Omit<SandboxOptions, 'clock'> {
  return {
    window,
    keys: scenario.plans.map((plan, index) => ({ label: keyLabels(scenario)[index]!, plan })),
    durations: scenario.durations,
    ...(scenario.faults ? { faults: scenario.faults } : {}),
  };
}

/** The network, one way, ms. */
export function latencyOf({ startMs }: Run): () => number {
  const random = mulberry32(startMs);
  return () => 5 + random() * 20;
}

export function keyLabels(scenario: Scenario): string[] {
  return scenario.plans.map((plan, index) => `${plan}-${index}`);
}

export function jobCount({ batches }: Scenario): number {
  return batches.reduce((sum, { models }) => sum + models.length, 0);
}

/** The prompt by which a job is known at the server: which batch it is of, and its place there. */
export function promptOf(batch: string, index: number): string {
  return `${batch}, ${index}`;
}

export function batchOfPrompt(prompt: string): string {
  return prompt.slice(0, prompt.lastIndexOf(','));
}

/** So many of one model. */
export function alike(jobs: number, model: string): string[] {
  return Array.from({ length: jobs }, () => model);
}

/** Jobs of several models in a seeded order. */
export function shuffled(parts: Readonly<Record<string, number>>, seed: number): string[] {
  const random = mulberry32(seed);
  return Object.entries(parts)
    .flatMap(([model, jobs]) => alike(jobs, model))
    .map((model) => ({ model, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ model }) => model);
}
