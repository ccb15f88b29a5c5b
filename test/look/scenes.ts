/** Scenes to look at the renderer in, before and beside a real engine. */
import type { FakeWorld } from '../support/fake-engine.ts';
import { assets, batch, busyBatches, busyKeys, counts, key, models, NOW, totalsOf, troubledKeys } from '../support/fake-data.ts';
import { busyTraffic } from '../support/fake-traffic.ts';

const FULL: FakeWorld = {
  keys: busyKeys(),
  batches: busyBatches(),
  models: models(),
  assets: assets(400),
  traffic: busyTraffic({ keys: busyKeys(), batches: busyBatches(), backMs: 600_000, aheadMs: 300_000, tookMs: 8_000 }),
};
/** Fifty keys and more than 20,000 requests in six minutes: what the flight board must hold. */
const fleetKeys = Array.from({ length: 50 }, (_, at) =>
  key({ id: at + 1, label: `Key ${at + 1}`, plan: 'pro', colour: at % 8, used: 40, resetInS: 30, jobs: 10, day: 900 }),
);

const NOTHING: FakeWorld = {
  keys: [],
  batches: [],
  models: models(),
  assets: [],
  totals: { ...totalsOf([]), requestsToday: 0, requestsPerDay: null, requests24h: 0, refused24h: 0, jobsDone24h: 0, creditsToday: 0, assets: 0, assetBytes: 0 },
};

export const SCENES: Readonly<Record<string, FakeWorld>> = {
  busy: FULL,
  seven: { ...FULL, assets: assets(7), totals: { assets: 7, assetBytes: 10_400_000 } },
  many: { ...FULL, assets: assets(100_000), totals: { assets: 100_000, assetBytes: 141_600_000_000 } },
  troubled: { ...FULL, keys: troubledKeys() },
  empty: { ...NOTHING, status: { api: { state: 'no-key' } } },
  'new-vault': { ...NOTHING, status: { api: { state: 'no-key' }, vault: { kind: 'passphrase', state: 'new' } } },
  locked: {
    ...FULL,
    keys: busyKeys().map((key) => ({ ...key, state: 'locked' as const })),
    batches: busyBatches().map((batch) => ({ ...batch, forecast: null })),
    status: { vault: { kind: 'passphrase', state: 'locked' } },
  },
  missing: { ...NOTHING, status: { api: { state: 'no-key' }, vault: { kind: 'keychain', state: 'missing' } } },
  silent: { ...FULL, status: { api: { state: 'silent', since: NOW - 171_000, nextTry: NOW + 38_000 } } },
  paused: { ...FULL, batches: busyBatches().map((batch) => ({ ...batch, forecast: null })), status: { paused: true } },
  idle: { ...NOTHING, keys: busyKeys(), status: {} },
  done: { ...FULL, batches: [batch({ id: 1, name: 'Fox portraits, winter light', counts: counts({ done: 238, failed: 2 }), credits: [480, 480] })] },
  opening: { ...FULL, silentCalls: { 'app.snapshot': 0 } },
  loading: { ...FULL, silentCalls: { 'job.list': 0, 'job.get': 0, 'asset.list': 0 } },
  bringing: { ...FULL, silentCalls: { 'import.bring': 3 } },
  refused: { ...FULL, link: 'refused' },
  fleet: {
    ...FULL,
    keys: fleetKeys,
    traffic: busyTraffic({ keys: fleetKeys, batches: busyBatches(), backMs: 360_000, aheadMs: 120_000, tookMs: 8_000 }),
  },
};
