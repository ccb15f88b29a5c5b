import type { Settings } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { batch, counts, hashes, jobsOf, key } from '../fake-data.ts';
import type { FakeCalls } from './fake-calls.ts';

/** What the fake engine answers about itself: snapshot, settings, sandbox, models, webhooks. */
export const APP_CALLS: FakeCalls = {
  'app.snapshot': (engine) => engine.snapshot(),
  'settings.update': (engine, change) => {
    engine.settings = { ...engine.settings, ...(change as Settings) };
    engine.emit('settings.changed', engine.settings);
    return engine.settings;
  },
  'undo.apply': (engine, { undo }) => {
    engine.undone.push(undo);
    return { undone: 1, left: 0 };
  },
  'model.get': (engine, { id }) => {
    const model = engine.models.find((one) => one.id === id);
    if (!model) throw new AppError('NOT_FOUND', `There is no model ${id}.`);
    return model;
  },
  'model.refresh': (engine) => ({ models: engine.models.length }),
  'media.ways': (engine, { sha256s }) => sha256s.map((sha256) => ({ sha256, way: { kind: 'address', until: engine.clock() + 20 * 3_600_000 } })),
  'bucket.status': () => ({ secret: false }),
  'webhook.status': (engine) => engine.webhooks,
  'webhook.setSecret': (engine, { secret }) => {
    engine.webhooks = { ...engine.webhooks, known: secret !== null, trusted: secret !== null };
    return null;
  },
  'model.scores': () => [],
  'sandbox.start': (engine) => {
    engine.setStatus({ endpoint: 'sandbox', sandbox: { state: 'running', baseUrl: 'http://127.0.0.1:4010/v1' }, api: { state: 'active' } });
    (['free', 'pro', 'business'] as const).forEach((plan, at) => {
      const more = { endpoint: 'sandbox', source: 'sandbox', prefix: 'sk_test_' } as const;
      engine.putKey(key({ id: 101 + at, label: `sandbox ${plan}`, plan, colour: at, used: 0, resetInS: null, jobs: 0, day: 0, more }));
    });
    return null;
  },
  'sandbox.stop': (engine) => (engine.setStatus({ endpoint: 'api', sandbox: { state: 'stopped' } }), null),
  'sandbox.starterBatch': (engine) => {
    const made = batch({
      id: 900,
      name: 'Starter batch',
      counts: counts({ queued: 12, running: 4, done: 8 }),
      covers: hashes(3, 4),
      more: { endpoint: 'sandbox', source: 'starter' },
    });
    for (const job of jobsOf(made)) engine.jobs.set(job.id, job);
    engine.putBatch(made);
    return { batchId: 900, jobs: made.total };
  },
};
