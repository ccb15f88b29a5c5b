import type { Clock, Random } from '../../../shared/clock.ts';
import type { EndpointName, JobError, ModelInput } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Download } from '../api/downloader.ts';
import { fullJitter } from '../backoff.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { DiskState } from '../disk-watch.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { AssetFiles } from '../library/asset-files.ts';
import type { Assets } from '../library/assets.ts';
import type { Parents } from '../library/parents.ts';
import { diskTrouble } from '../library/disk-error.ts';
import { partName } from '../library/layout.ts';
import type { Part } from '../library/part.ts';
import { freshContent, toSidecar } from '../library/sidecar.ts';
import type { Provenance, StoredFile } from '../library/stored-file.ts';
import type { Logger } from '../log.ts';
import type { Jobs } from '../queue/jobs.ts';
import type { Ledger, OutputRow } from '../queue/ledger.ts';
import { originOf } from '../queue/origin.ts';
import { type AttemptRow, type BatchRow, type JobRow, toCredits } from '../queue/rows.ts';
import type { Endpoints } from './endpoints.ts';
import { Patience } from './patience.ts';

/** Downloads at once. They cost no allowance; more would only share the same line. */
const MOST_AT_ONCE = 8;
const RETRY = { firstMs: 1_000, mostMs: 60_000 };
/** The API keeps a finished job for 24 hours (abstrakt-api.md, section 3); after that an output that will not come is given up. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** A download that is not there is looked for a few times more: storage behind an API can lag. */
const MOST_TRIES_WHEN_GONE = 4;
const DISK_RETRY_MS = 15_000;

/** Brings the outputs of finished jobs home: downloads that continue where they broke, verified, recorded, then the job is done. */
export interface Collector {
  /** Idempotent: an attempt that is being collected is not taken twice. */
  collect(attemptId: number): void;
  /** As `collect`, once with nothing else under way: the engine may have ended at it before. Those come first. */
  collectAlone(attemptId: number): void;
  /** Takes note of what is to be collected and fetches nothing: an engine that only looks. */
  hold(): void;
  /** Try everything that waits now: the line or the disk may be back. */
  retryNow(): void;
  /** Downloads under way. */
  readonly active: number;
}

export interface CollectorOptions {
  clock: Clock;
  random: Random;
  jobs: Jobs;
  ledger: Ledger;
  assets: Assets;
  parents: Parents;
  files: AssetFiles;
  catalog: Catalog;
  keyRing: KeyRing;
  endpoints: Endpoints;
  log: Logger;
  signal: AbortSignal;
  /** Which attempt is collected alone now, durable when it returns; null: none. */
  markAlone(attemptId: number | null): void;
  onAsset(sha256: string): void;
  /** How the disk takes outputs now. */
  onDisk(state: DiskState): void;
  onSettled(): void;
}

interface Context {
  attempt: AttemptRow;
  job: JobRow;
  batch: BatchRow;
}

type Outcome = { kind: 'home' } | { kind: 'retry'; error: string } | { kind: 'lost'; error: string } | { kind: 'disk'; trouble: 'full' | 'refused' };

export function createCollector(options: CollectorOptions): Collector {
  const { clock, jobs, ledger, assets, files, signal } = options;
  const known = new Set<number>();
  const ready: number[] = [];
  const alone: number[] = [];
  let careful = false;
  let held = false;
  const waiting = new Map<number, { go: () => void; cancel: () => void }>();
  let active = 0;

  signal.addEventListener('abort', () => {
    for (const { cancel } of waiting.values()) cancel();
    waiting.clear();
  });

  function collect(attemptId: number): void {
    if (known.has(attemptId)) return;
    known.add(attemptId);
    ready.push(attemptId);
    pump();
  }

  function collectAlone(attemptId: number): void {
    if (known.has(attemptId)) return;
    known.add(attemptId);
    alone.push(attemptId);
    pump();
  }

  function pump(): void {
    if (signal.aborted || careful || held) return;
    if (alone.length > 0) {
      if (active === 0) void workAlone(alone.shift()!);
      return;
    }
    while (!signal.aborted && active < MOST_AT_ONCE && ready.length > 0) void work(ready.shift()!);
  }

  /** Whatever comes of it: when the engine is still there, it was not this one. */
  async function workAlone(attemptId: number): Promise<void> {
    careful = true;
    const mark = (now: number | null) => {
      try {
        options.markAlone(now);
        if (now === null) jobs.clearCrashes(ledger.attempt(attemptId)?.job_id ?? 0);
      } catch (error) {
        options.log.warn('what is collected alone could not be noted', { error: String(error) });
      }
    };
    mark(attemptId);
    await work(attemptId);
    if (!signal.aborted) mark(null);
    careful = false;
    pump();
  }

  async function work(attemptId: number): Promise<void> {
    active++;
    try {
      const wait = await collectAttempt(attemptId);
      if (wait !== null) later(attemptId, wait);
      else {
        known.delete(attemptId);
        // Nothing is left that would find out when there is room again.
        if (known.size === 0) options.onDisk('well');
        // Cancelled, and that was taken back while its download was being let go of.
        if (isWanted(attemptId)) collect(attemptId);
      }
    } catch (error) {
      options.log.error('collecting failed', { attemptId, error: String(error) });
      const trouble = diskTrouble(error);
      later(attemptId, trouble ? waitForDisk(trouble) : RETRY.mostMs);
    } finally {
      active--;
      options.onSettled();
      pump();
    }
  }

  function later(attemptId: number, ms: number): void {
    if (signal.aborted) return;
    const go = () => {
      waiting.delete(attemptId);
      ready.push(attemptId);
      pump();
    };
    waiting.set(attemptId, { go, cancel: clock.setTimer(ms, go) });
  }

  /** Fetches what is missing of one attempt; the wait until the next try in ms, or null when nothing is left to do. */
  async function collectAttempt(attemptId: number): Promise<number | null> {
    const context = contextOf(attemptId);
    if (!context) {
      await dropParts(attemptId);
      return null;
    }
    let wait: number | null = null;
    for (const output of ledger.outputs(attemptId).filter((row) => row.state === 'wanted')) {
      const outcome = await fetchOutput(context, output);
      if (outcome.kind !== 'disk') options.onDisk('well');
      if (outcome.kind === 'home' || !holds(context)) continue;
      const next = settleOutput(context, output, outcome);
      if (next !== null) wait = Math.min(wait ?? Infinity, next);
      if (signal.aborted) return 0;
    }
    if (!holds(context)) return null;
    if (wait === null) {
      if (ledger.outputs(attemptId).some((output) => output.state === 'lost')) await dropParts(attemptId);
      await jobs.commit(() => finish(context));
    }
    return wait;
  }

  /** What was fetched of outputs that will not come home is thrown away: they are lost, or the job is another's by now, or cancelled. */
  async function dropParts(attemptId: number): Promise<void> {
    for (const output of ledger.outputs(attemptId)) {
      if (output.state === 'home') continue;
      const part = await files.part(partName(attemptId, output.position));
      await part.discard();
    }
  }

  function contextOf(attemptId: number): Context | null {
    const attempt = ledger.attempt(attemptId);
    const job = attempt && jobs.job(attempt.job_id);
    const batch = job && jobs.batch(job.batch_id);
    return attempt && job && batch && job.state === 'collecting' && job.attempt_id === attemptId ? { attempt, job, batch } : null;
  }

  /** Whether the job still waits for this attempt's outputs. */
  function holds({ attempt, job }: Context): boolean {
    return jobs.isCollecting(job.id, attempt.id);
  }

  function isWanted(attemptId: number): boolean {
    const attempt = ledger.attempt(attemptId);
    return attempt !== null && jobs.isCollecting(attempt.job_id, attemptId);
  }

  async function fetchOutput(context: Context, output: OutputRow): Promise<Outcome> {
    const downloader = options.endpoints.get(context.batch.endpoint)?.downloader;
    if (!downloader) return { kind: 'retry', error: 'The API this came from is not at hand.' };
    let part: Part | null = null;
    try {
      part = await files.part(partName(output.attempt_id, output.position));
      const patience = new Patience(clock, signal);
      const opened = await patience.wait(downloader.open(output.url, { from: part.bytes, etag: null, signal: patience.signal }));
      if (opened.kind !== 'open') return refusedDownload(opened, output);
      if (opened.from !== part.bytes) await part.restart();
      await pour(opened, part, patience);
      if (!holds(context)) {
        await part.discard();
        return { kind: 'retry', error: 'The job no longer waits for it.' };
      }
      const stored = await part.finish({ bytes: opened.total });
      await record(context, output, stored);
      return { kind: 'home' };
    } catch (error) {
      return failedDownload(error, part);
    } finally {
      await part?.close().catch(() => {});
    }
  }

  async function failedDownload(error: unknown, part: Part | null): Promise<Outcome> {
    const trouble = diskTrouble(error);
    // A file that can't be had where others can is its own trouble, and holds up nobody else.
    if (trouble === 'full' || (trouble === 'refused' && !(await files.writable()))) return { kind: 'disk', trouble };
    // A file that is complete and of the wrong length will not get better by adding to it.
    if (error instanceof AppError && error.code === 'API_REFUSED') await part?.restart().catch(() => {});
    return { kind: 'retry', error: error instanceof Error ? error.message : String(error) };
  }

  async function pour(opened: Extract<Download, { kind: 'open' }>, part: Part, patience: Patience): Promise<void> {
    const reader = opened.body.getReader();
    try {
      for (;;) {
        const { done, value } = await patience.wait(reader.read());
        if (done) return;
        await part.append(value);
      }
    } catch (error) {
      void reader.cancel().catch(() => {});
      throw error;
    }
  }

  /** Bytes are home: first the sidecar beside them, from which all else can be rebuilt, then the row; with the last of them the job is done. */
  async function record(context: Context, output: OutputRow, stored: StoredFile): Promise<void> {
    const made = provenanceOf(options, context);
    const createdAt = clock.now();
    if (!assets.get(stored.sha256)) await files.writeSidecar(stored.sha256, toSidecar(freshContent(stored, made, createdAt)));
    await jobs.commit(() => {
      options.parents.note(assets.record(stored, made, { createdAt }).id, made.input);
      ledger.outputHome(output.attempt_id, output.position, stored.sha256);
      finish(context);
    });
    options.onAsset(stored.sha256);
  }

  /** Writes down how a download ended; the wait in ms until it is tried again, null when it is settled. */
  function settleOutput({ attempt }: Context, output: OutputRow, outcome: Exclude<Outcome, { kind: 'home' }>): number | null {
    const now = clock.now();
    switch (outcome.kind) {
      case 'disk':
        return waitForDisk(outcome.trouble);
      case 'lost':
        jobs.transaction(() => ledger.outputLost(attempt.id, output.position, outcome.error));
        return null;
      case 'retry': {
        if (now - (attempt.finished_at ?? now) > GIVE_UP_AFTER_MS) return settleOutput({ attempt } as Context, output, { kind: 'lost', error: outcome.error });
        const wait = RETRY.firstMs / 2 + fullJitter(options.random, output.tries, RETRY);
        jobs.transaction(() => ledger.outputRetry(attempt.id, output.position, now + wait, outcome.error));
        return wait;
      }
    }
  }

  function waitForDisk(trouble: 'full' | 'refused'): number {
    options.onDisk(trouble);
    return DISK_RETRY_MS;
  }

  /** The job is over where nothing of it is wanted any more. In the caller's transaction. */
  function finish({ attempt, job }: Context): void {
    const outputs = ledger.outputs(attempt.id);
    if (outputs.some((output) => output.state === 'wanted')) return;
    const lost = outputs.filter((output) => output.state === 'lost');
    const [holding, finishedAt] = [attempt.id, clock.now()];
    if (lost.length > 0) jobs.move(job.id, 'fail', { holding, error: outputLost(lost), finishedAt });
    else if (jobs.move(job.id, 'complete', { holding, finishedAt })) ledger.countDone(attempt.key_id);
  }

  return {
    collect,
    collectAlone,
    hold() {
      held = true;
    },
    retryNow() {
      for (const { go, cancel } of [...waiting.values()]) {
        cancel();
        go();
      }
    },
    get active() {
      return active;
    },
  };
}

function refusedDownload(opened: Exclude<Download, { kind: 'open' }>, output: OutputRow): Outcome {
  switch (opened.kind) {
    case 'gone':
      return output.tries + 1 < MOST_TRIES_WHEN_GONE
        ? { kind: 'retry', error: 'The output is not at its address.' }
        : { kind: 'lost', error: 'The output is no longer at its address.' };
    case 'refused':
      return { kind: 'lost', error: opened.message };
    case 'failed':
      return { kind: 'retry', error: opened.message };
  }
}

function outputLost(lost: readonly OutputRow[]): JobError {
  return {
    code: 'OUTPUT_LOST',
    message: `${lost[0]?.error ?? 'An output could not be fetched.'} The job ran and may have cost credits. Send it again if you still want it.`,
    status: null,
  };
}

function provenanceOf({ ledger, keyRing, catalog, jobs }: CollectorOptions, { attempt, job, batch }: Context): Provenance {
  const input = JSON.parse(job.input) as ModelInput;
  const endpoint: EndpointName = batch.endpoint;
  return {
    endpoint,
    jobId: job.id,
    jobNumber: job.number,
    batchId: batch.id,
    batchName: batch.name,
    batchTotal: jobs.size(batch.id),
    model: job.model,
    modelName: catalog.get(endpoint, job.model)?.name ?? job.model,
    prompt: job.prompt,
    input,
    seed: typeof input.seed === 'number' && Number.isInteger(input.seed) ? input.seed : null,
    keyLabel: keyRing.find(attempt.key_id)?.label ?? null,
    credits: toCredits(job.credits, job.credits_source),
    tookMs: tookMs(attempt, ledger),
    origin: originOf(job, batch),
  };
}

/** From the request that started it to the answer that ended it. */
function tookMs(attempt: AttemptRow, ledger: Ledger): number | null {
  const end = attempt.finished_at ?? ledger.attempt(attempt.id)?.finished_at;
  return end === null || end === undefined ? null : Math.max(0, end - attempt.started_at);
}
