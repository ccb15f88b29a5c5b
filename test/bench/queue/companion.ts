import { join } from 'node:path';
import { furnish } from '../../../electron/engine/furnish.ts';
import { silentLogger } from '../../../electron/engine/log.ts';
import { enqueue } from '../../../electron/engine/queue/enqueue.ts';
import { claimJobs } from '../../../electron/engine/runner/claim.ts';
import { createCollector } from '../../../electron/engine/runner/collector.ts';
import { createRunner } from '../../../electron/engine/runner/runner.ts';
import type { Sending } from '../../../electron/engine/scheduler/decide.ts';
import { openStore } from '../../../electron/engine/store/open.ts';
import type { Clock } from '../../../shared/clock.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { type Contestant, payload } from './contestants.ts';
import { addFinished } from './history.ts';
import { InstantFiles, instantEndpoints } from './wire.ts';

/** Ten Business keys spend fifty requests a second: so much time goes by with each job, or the meters would carry what no server allows. */
const KEYS = 10;
const MS_PER_JOB = 20;
const MODEL = 'fal-ai/flux/schnell';

/** What claiming alone took so far, until it was durable. */
export interface Claims {
  jobs: number;
  ms: number;
}

/**
 * The companion's own rooms on a database on the disk, with someone listening to its events: claims as the loop makes them, the runner, the
 * request desk, the collector, the library's rows. Left out are deciding and looking ahead, HTTP, and the bytes of assets.
 */
export async function openCompanion(folder: string, finished = 0, name = 'companion'): Promise<Contestant & { claims: Claims }> {
  const store = await openStore({ file: join(folder, `${name}-${finished}.sqlite`), now: 0 });
  const { clock, pass } = passingClock();
  const files = new InstantFiles();
  const rooms = furnish(
    {
      workspace: folder,
      baseUrl: 'https://api.example/v1',
      host: 'cli',
      version: '0.0.0',
      clock,
      random: () => 0.5,
      fetch: () => Promise.reject(new Error('there is no network')),
      vault: new MemoryVault(),
      environmentKeys: Array.from({ length: KEYS }, (_, index) => ({ label: `key ${index}`, secret: `sk_test_bench_${index}_0123456789` })),
      log: silentLogger,
    },
    { store, files, release() {} },
  );
  rooms.forecaster.stop();
  await rooms.keyRing.load();
  const keyIds = rooms.keyRing.rows().map((key) => key.id);
  addFinished(store, { jobs: finished, keyIds, now: clock.now() });
  const endpoints = instantEndpoints(rooms.endpoints);
  const own = { ...rooms, endpoints, files, random: () => 0.5, log: { ...silentLogger, error: failed } };
  let onDone = () => {};
  const collector = createCollector({
    ...own,
    onAsset: (sha256) => rooms.announcer.asset(sha256),
    onDisk() {},
    markAlone() {},
    onSettled: () => onDone(),
  });
  const runner = createRunner({ ...own, onCollect: (attemptId) => collector.collect(attemptId), onPoll() {}, onSettled() {} });
  const claims: Claims = { jobs: 0, ms: 0 };
  let events = 0;
  const unsubscribe = rooms.announcer.subscribe(() => events++);

  function claim(size: number) {
    const began = performance.now();
    const sending: Sending[] = [];
    for (const batch of rooms.jobs.waiting.batches())
      for (const job of first(batch.jobs, size - sending.length))
        sending.push({ jobId: job.id, batchId: batch.id, model: job.model, outputs: job.outputs, keyId: keyIds[job.id % KEYS]! });
    const claimed = rooms.jobs.transaction(() => claimJobs(rooms, sending, clock.now()));
    for (const one of claimed) {
      rooms.desk.leaves(one.requestId, one.keyId);
      rooms.meters.of(one.keyId).meter.jobStarted(one.jobId);
    }
    claims.jobs += claimed.length;
    claims.ms += performance.now() - began;
    return claimed;
  }

  return {
    name: 'companion',
    claims,
    synchronous: () => Number(store.pragma('synchronous', { simple: true })),
    async add(count) {
      const jobs = Array.from({ length: count }, (_, index) => ({ model: MODEL, input: payload(index), priority: 0 }));
      const batch = {
        name: 'foxes',
        source: 'batch',
        endpoint: 'api',
        fingerprint: null,
        priority: 0,
        labels: [],
        uncertainRule: 'ask',
        creditBudget: null,
        templates: [],
      } as const;
      await enqueue(
        { jobs: rooms.jobs, signal: rooms.signal, clock: { ...clock, monotonic: () => performance.now() } },
        { ...batch, creditsEstimated: count, jobs },
        () => {},
      );
    },
    async work(count, size) {
      for (let done = 0; done < count; done += size) {
        const claimed = claim(Math.min(size, count - done));
        pass(claimed.length * MS_PER_JOB);
        let open = claimed.length;
        const over = new Promise<void>((resolve) => {
          onDone = () => --open === 0 && resolve();
        });
        for (const one of claimed) void runner.submit(one);
        await over;
      }
    },
    close() {
      if (events === 0) throw new Error('nobody was told');
      unsubscribe();
      rooms.announcer.stop();
      store.close();
    },
  };
}

/** The first of what is only walked through. */
function first<T>(items: { at(index: number): T | undefined }, count: number): T[] {
  return Array.from({ length: count }, (_, index) => items.at(index)).filter((item) => item !== undefined);
}

function failed(message: string, details?: Record<string, unknown>): never {
  throw new Error(`${message} ${JSON.stringify(details)}`);
}

/** Real timers on a calendar that moves with the work. */
function passingClock(): { clock: Clock; pass(ms: number): void } {
  let at = Date.UTC(2026, 0, 5, 9);
  return {
    clock: {
      now: () => at,
      monotonic: () => at,
      setTimer(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
    pass(ms) {
      at += ms;
    },
  };
}
