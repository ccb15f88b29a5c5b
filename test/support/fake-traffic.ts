/** Requests and flights as a busy queue leaves them behind, for the flight board: deterministic, around `NOW` of the fake data. */
import type { BatchView, FlightView, KeyView, PlannedFlight, RequestView } from '../../shared/domain.ts';
import { NOW } from './fake-data.ts';

export interface FakeTraffic {
  requests: RequestView[];
  flights: FlightView[];
  planned: PlannedFlight[];
}

const MINUTE = 60_000;

export interface TrafficRecipe {
  keys: readonly KeyView[];
  batches: readonly BatchView[];
  /** How far back, and how far the plan reaches, ms. */
  backMs: number;
  aheadMs: number;
  /** How long a job is away, ms. */
  tookMs: number;
}

/** Every place of every key busy, as far as its minute lets it; some of it refused, lost and failed. */
export function busyTraffic({ keys, batches, backMs, aheadMs, tookMs }: TrafficRecipe): FakeTraffic {
  const traffic: FakeTraffic = { requests: [], flights: [], planned: [] };
  for (const key of keys) if (key.state === 'ready') fillLane(traffic, key, batches, { backMs, aheadMs, tookMs });
  traffic.requests.sort((one, other) => one.sentAt - other.sentAt).forEach((request, at) => (request.id = at + 1));
  traffic.flights.sort((one, other) => one.startedAt - other.startedAt);
  traffic.planned.sort((one, other) => one.from - other.from);
  return traffic;
}

function fillLane(
  traffic: FakeTraffic,
  key: KeyView,
  batches: readonly BatchView[],
  { backMs, aheadMs, tookMs }: Omit<TrafficRecipe, 'keys' | 'batches'>,
): void {
  const places = key.allowance.concurrency.limit ?? 10;
  const limit = key.allowance.minute.limit ?? 60;
  const asleepFrom = key.allowance.asleep?.why === 'day-spent' ? NOW - 90_000 : Infinity;
  const batch = batches[key.id % Math.max(1, batches.length)];
  const phase = (key.id * 17_000) % MINUTE;
  const apart = Math.max(tookMs / places, MINUTE / limit);
  for (let n = 0, at = NOW - backMs + ((key.id * 731) % apart); at < NOW + aheadMs; n++, at += apart) {
    const startedAt = Math.round(at);
    const length = Math.round(tookMs * (0.7 + 0.6 * noise(key.id * 7_919 + n)));
    if (startedAt > asleepFrom) return;
    const about = { jobId: key.id * 1_000_000 + n + 1, batchId: batch?.id ?? 1, keyId: key.id, model: batch?.models[0] ?? 'fal-ai/flux/dev' };
    if (startedAt > NOW) {
      traffic.planned.push({ ...about, from: startedAt, to: startedAt + length });
      continue;
    }
    const out = startedAt + length > NOW;
    const luck = noise(key.id * 104_729 + n);
    const state = out ? 'out' : luck < 0.006 ? 'failed' : luck < 0.008 ? 'uncertain' : 'done';
    traffic.flights.push({ ...about, number: n + 1, startedAt, endedAt: out ? null : startedAt + length, state });
    if (out) traffic.planned.push({ ...about, from: startedAt, to: startedAt + length });
    const resetAt = Math.ceil((startedAt - phase) / MINUTE) * MINUTE + phase;
    const base = { id: 0, keyId: key.id, jobId: about.jobId, errorCode: null, limit, remaining: n % limit, resetAt, retryAfterMs: null };
    const lost = state === 'uncertain';
    traffic.requests.push({
      ...base,
      kind: 'run',
      sentAt: startedAt,
      answeredAt: lost ? null : startedAt + 212,
      status: lost ? null : 200,
      outcome: lost ? 'lost' : 'ok',
    });
    if (!out && n % 3 === 0)
      traffic.requests.push({ ...base, kind: 'poll', sentAt: startedAt + length - 40, answeredAt: startedAt + length, status: 200, outcome: 'ok' });
    if (luck > 0.998)
      traffic.requests.push({
        ...base,
        kind: 'run',
        sentAt: startedAt + 60,
        answeredAt: startedAt + 120,
        status: 429,
        outcome: 'refused',
        errorCode: 'RATE_LIMITED',
        retryAfterMs: 9_000,
      });
  }
}

/** 0 to 1, the same for the same number. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}
