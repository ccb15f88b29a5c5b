import { AppError } from '../../../shared/errors.ts';
import type { FakeCalls } from './fake-calls.ts';

/** What the fake engine answers to the flight board, a key's chart and log, and what was spent. */
export const BOARD_CALLS: FakeCalls = {
  'request.list': (engine, { since = 0, before }) => (before === undefined ? engine.requests.filter((one) => one.sentAt >= since).toReversed() : []),
  'flight.list': (engine, { since, before }) => (before === undefined ? engine.flights.filter((one) => one.startedAt >= since).toReversed() : []),
  'flight.plan': (engine) => ({ madeAt: engine.clock(), until: engine.clock() + 600_000, flights: engine.planned }),
  'key.minutes': () => [],
  'forecast.whatIf': (engine, scenario) => {
    const by = scenario.kind === 'without-key' ? 26 * 60_000 : -82 * 60_000;
    const open = [...engine.batches.values()].flatMap((one) => (one.forecast ? [{ batchId: one.id, at: one.forecast.at + by, asIs: one.forecast.at }] : []));
    return { batches: open };
  },
  'spend.report': () => [
    { by: 'batch', id: '1', name: 'Fox portraits, winter light', jobs: 138, reported: 276, estimated: 0, unknownJobs: 0 },
    { by: 'batch', id: '2', name: 'Harbour at night, 6 s clips', jobs: 34, reported: 465, estimated: 30, unknownJobs: 1 },
    { by: 'model', id: 'minimax-video', name: 'minimax-video', jobs: 34, reported: 465, estimated: 30, unknownJobs: 1 },
    { by: 'model', id: 'fal-ai/flux/dev', name: 'fal-ai/flux/dev', jobs: 138, reported: 276, estimated: 0, unknownJobs: 0 },
    { by: 'key', id: '1', name: 'Studio', jobs: 172, reported: 741, estimated: 30, unknownJobs: 1 },
  ],
  'request.get': (engine, { id }) => {
    const request = engine.requests.find((one) => one.id === id);
    if (!request) throw new AppError('NOT_FOUND', 'There is no such request any more.');
    return {
      request,
      keyLabel: engine.keys.get(request.keyId)?.label ?? '–',
      method: 'POST',
      url: 'https://api.example.test/v1/models/fal-ai/flux/dev/run',
      headers: [
        ['Accept', 'application/json'],
        ['Authorization', 'Bearer sk_live_…7f3a'],
        ['Content-Type', 'application/json'],
      ],
      body: { input: { prompt: 'a red fox in fog' }, async: true },
      answer: request.outcome === 'lost' ? null : { status: request.status, headers: [['X-RateLimit-Remaining', '14']], kept: { id: 'req_9f41c07e2b8d' } },
    };
  },
};
