import type { JobView, RequestView } from '../../shared/domain.ts';
import { NO_JOBS } from '../../shared/job-state.ts';
import { batch, job } from '../support/fake-data.ts';
import type { FakeEngine } from '../support/fake-engine.ts';

const TICK_MS = 33;
const TOOK_MS = 8_000;

/** Announces so many jobs a second going out and coming home, with their requests, keys and batch, as a busy engine does every other frame. */
export function keepFlying(engine: FakeEngine, jobsPerSecond: number): void {
  const keys = [...engine.keys.keys()];
  const batches = [...engine.batches.values()];
  const out: JobView[] = [];
  let sent = 0;
  setInterval(() => {
    const now = engine.clock();
    const changed: JobView[] = [];
    const requests: RequestView[] = [];
    for (let n = 0; n < (jobsPerSecond * TICK_MS) / 1_000; n++) {
      const of = batches[sent % batches.length] ?? batch({ id: 1, name: 'b', counts: NO_JOBS });
      const keyId = keys[sent % keys.length] ?? 1;
      const sentJob = { ...job(of, 50_000 + ++sent, 'running'), keyId, submittedAt: now, finishedAt: null };
      out.push(sentJob);
      changed.push(sentJob);
      requests.push(requestOf(900_000 + sent, sentJob, now));
    }
    while (out[0] && (out[0].submittedAt ?? 0) + TOOK_MS < now) changed.push({ ...out.shift()!, state: 'done', finishedAt: now, revision: 2 });
    engine.emit('request.changed', requests);
    engine.emit('job.changed', changed);
    engine.emit(
      'key.changed',
      keys.slice(0, 10).map((id) => engine.keys.get(id)!),
    );
    const first = batches[0];
    if (first) engine.putBatch({ ...engine.batches.get(first.id)!, counts: { ...first.counts, done: first.counts.done + sent } });
  }, TICK_MS);
}

function requestOf(id: number, { keyId, id: jobId }: JobView, now: number): RequestView {
  return {
    ...{ id, keyId: keyId ?? 1, jobId, kind: 'run', sentAt: now, answeredAt: null, status: null, outcome: 'pending' },
    ...{ errorCode: null, limit: null, remaining: null, resetAt: null, retryAfterMs: null },
  };
}
