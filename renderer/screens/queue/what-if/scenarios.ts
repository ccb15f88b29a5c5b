import type { CallOutput } from '../../../../shared/contract.ts';
import type { BatchView, KeyView } from '../../../../shared/domain.ts';
import type { CallInput } from '../../../../shared/contract.ts';
import { unfinished } from '../../../look/states.ts';
import { clockSeconds, left, moment } from '../../../look/times.ts';

export type Scenario = CallInput<'forecast.whatIf'>;
export type Outlook = CallOutput<'forecast.whatIf'>;

export function scenarioKey(scenario: Scenario): string {
  return JSON.stringify(scenario);
}

export interface Surroundings {
  batches: readonly BatchView[];
  keys: readonly KeyView[];
}

/** What is asked without being told: one more key, the largest other batch held, the busiest key left out. */
export function firstScenarios({ batches, keys }: Surroundings): Scenario[] {
  const open = batches.filter((batch) => batch.state === 'active' && unfinished(batch.counts) > 0);
  const ready = keys.filter((key) => key.state === 'ready');
  const largest = open.toSorted((one, other) => other.counts.queued - one.counts.queued)[0];
  const busiest = ready.toSorted((one, other) => other.allowance.concurrency.used - one.allowance.concurrency.used)[0];
  return [
    { kind: 'with-key', plan: 'pro' },
    ...(open.length > 1 && largest ? [{ kind: 'paused' as const, batchId: largest.id }] : []),
    ...(ready.length > 1 && busiest ? [{ kind: 'without-key' as const, keyId: busiest.id }] : []),
  ];
}

/** All that can be asked, for the menu. */
export function allScenarios({ batches, keys }: Surroundings): Scenario[] {
  const open = batches.filter((batch) => batch.state === 'active' && unfinished(batch.counts) > 0);
  return [
    ...(['free', 'pro', 'business'] as const).map((plan): Scenario => ({ kind: 'with-key', plan })),
    ...open.slice(0, 8).map((batch): Scenario => ({ kind: 'paused', batchId: batch.id })),
    ...keys
      .filter((key) => key.state === 'ready')
      .slice(0, 8)
      .map((key): Scenario => ({ kind: 'without-key', keyId: key.id })),
  ];
}

const PLANS = { free: 'Free', pro: 'Pro', business: 'Business' } as const;

export function scenarioWords(scenario: Scenario, { batches, keys }: Surroundings): string {
  switch (scenario.kind) {
    case 'with-key':
      return `One more ${PLANS[scenario.plan]} key`;
    case 'without-key':
      return `Without ${keys.find((key) => key.id === scenario.keyId)?.label ?? 'that key'}`;
    case 'paused':
      return `Pause ${nameOf(batches, scenario.batchId)}`;
  }
}

function nameOf(batches: readonly BatchView[], id: number): string {
  return batches.find((batch) => batch.id === id)?.name ?? 'that batch';
}

/**
 * `Harbour at night` and `at 12:40 instead of 14:32`: what one thing would do to the batch that feels it most; with seconds where the minutes are the
 * same. Apart, because the name gives way where room is short and the times never. Null: to none more than to the whole.
 */
export function movedWords(scenario: Scenario, outlook: Outlook, batches: readonly BatchView[], now: number): { name: string; times: string } | null {
  const moved = mostMoved(scenario, outlook);
  if (!moved) return null;
  const same = moment(moved.at, now) === moment(moved.asIs, now);
  const [at, asIs] = [moved.at, moved.asIs].map((time) => (same ? clockSeconds(time) : moment(time, now)));
  return { name: nameOf(batches, moved.id), times: `at ${at} instead of ${asIs}` };
}

/** When everything would be done (of a held batch nothing is asked), and how much sooner or later that is; null where one has no end in sight. */
export function everything(scenario: Scenario, { batches }: Outlook): { at: number; asIs: number | null } | null {
  const asked = scenario.kind === 'paused' ? batches.filter((batch) => batch.batchId !== scenario.batchId) : batches;
  const last = (ends: (number | null)[]) => (ends.length === 0 || ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)));
  const at = last(asked.map((batch) => batch.at));
  return at === null ? null : { at, asIs: last(asked.map((batch) => batch.asIs)) };
}

/** The batch whose end moves most, where it is not the whole's own: `{ id, at }`. A held batch is not asked about. */
export function mostMoved(scenario: Scenario, { batches }: Outlook): { id: number; at: number; asIs: number } | null {
  const known = batches.flatMap(({ batchId, at, asIs }) =>
    at === null || asIs === null || (scenario.kind === 'paused' && batchId === scenario.batchId) ? [] : [{ id: batchId, at, asIs }],
  );
  const [first] = known.toSorted((one, other) => Math.abs(other.at - other.asIs) - Math.abs(one.at - one.asIs));
  return first && batches.length > 1 && Math.abs(first.at - first.asIs) >= LEAST_MS ? first : null;
}

/** Less is no difference worth a line. */
const LEAST_MS = 1_000;

/** `−1 h 22 min`, `+2 min`, `no difference`. */
export function differenceWords(at: number, asIs: number | null): string {
  if (asIs === null) return 'now it has no end';
  const ms = at - asIs;
  if (Math.abs(ms) < LEAST_MS) return 'no difference';
  return `${ms < 0 ? '−' : '+'}${left(Math.abs(ms))}`;
}
