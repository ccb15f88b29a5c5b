import { join } from 'node:path';
import { furnish } from '../../../electron/engine/furnish.ts';
import { silentLogger } from '../../../electron/engine/log.ts';
import { enqueue } from '../../../electron/engine/queue/enqueue.ts';
import { createHomeBringer } from '../../../electron/engine/runner/bring-home.ts';
import { createCollector } from '../../../electron/engine/runner/collector.ts';
import { createDispatch } from '../../../electron/engine/runner/dispatch.ts';
import type { Jobs } from '../../../electron/engine/queue/jobs.ts';
import type { RequestDesk } from '../../../electron/engine/runner/request-desk.ts';
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

/** What claiming alone took so far: choosing and recording, without the wait for the disk that it shares with answers. */
export interface Claims {
  jobs: number;
  ms: number;
}

/**
 * The companion's own rooms on a database on the disk, with someone listening to its events: claims as the loop makes them, the runner, the
 * request desk, the collector, the library's rows. Left out are deciding and looking ahead, HTTP, and the bytes of assets. So many jobs are at the API at
 * a time: when one's answer comes its place is taken, while its output is brought home.
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
  rooms.loop.stop();
  await rooms.keyRing.load();
  const keyIds = rooms.keyRing.rows().map((key) => key.id);
  addFinished(store, { jobs: finished, keyIds, now: clock.now() });
  const endpoints = instantEndpoints(rooms.endpoints);
  const claims: Claims = { jobs: 0, ms: 0 };
  const jobs: Jobs = { ...rooms.jobs, commitLast: (work) => rooms.jobs.commitLast(() => timed(work)) };
  const work = { free: 0, left: 0, onStoring() {}, onDone() {} };
  const desk: RequestDesk = {
    ...rooms.desk,
    store(answer) {
      work.free++;
      work.onStoring();
      return rooms.desk.store(answer);
    },
  };
  const own = { ...rooms, jobs, desk, endpoints, files, random: () => 0.5, log: { ...silentLogger, error: failed } };
  const home = createHomeBringer({ ...own, onAsset: (sha256) => rooms.announcer.asset(sha256), onDisk() {} });
  const collector = createCollector({ ...own, home, onDisk() {}, markAlone() {}, onSettled: () => work.onDone() });
  const runner = createRunner({ ...own, onCollect: (attemptId) => collector.collect(attemptId), onPoll() {}, onSettled() {} });
  const dispatch = createDispatch({ ...own, runner: () => runner });
  let events = 0;
  const unsubscribe = rooms.announcer.subscribe(() => events++);

  function timed<T>(claim: () => T): T {
    const began = performance.now();
    const value = claim();
    claims.ms += performance.now() - began;
    return value;
  }

  /** As many of the first as there are places. */
  function choose(): Sending[] {
    const most = Math.min(work.free, work.left);
    const sending: Sending[] = [];
    for (const batch of rooms.jobs.waiting.batches())
      for (const job of first(batch.jobs, most - sending.length))
        sending.push({ jobId: job.id, batchId: batch.id, model: job.model, outputs: job.outputs, keyId: keyIds[job.id % KEYS]! });
    work.free -= sending.length;
    work.left -= sending.length;
    claims.jobs += sending.length;
    pass(sending.length * MS_PER_JOB);
    return sending;
  }

  /** Once a turn, whatever answers come in it. */
  function chooseWithAnswers(): void {
    work.onStoring = () => {};
    void dispatch.sendWithAnswers(choose).then(() => (work.onStoring = chooseWithAnswers));
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
      let open = count;
      Object.assign(work, { free: size, left: count, onStoring: chooseWithAnswers });
      const over = new Promise<void>((resolve) => {
        work.onDone = () => --open === 0 && resolve();
      });
      dispatch.send(timed(choose), clock.now());
      await over;
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
