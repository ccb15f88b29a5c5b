import type { Clock, Random } from '../../../shared/clock.ts';
import type { JobError } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Download } from '../api/downloader.ts';
import { fullJitter } from '../backoff.ts';
import type { DiskState } from '../disk-watch.ts';
import type { AssetFiles } from '../library/asset-files.ts';
import type { Assets } from '../library/assets.ts';
import { diskTrouble } from '../library/disk-error.ts';
import { partName } from '../library/layout.ts';
import type { Parents } from '../library/parents.ts';
import type { Part } from '../library/part.ts';
import { freshContent, toSidecar } from '../library/sidecar.ts';
import type { Provenance, StoredFile } from '../library/stored-file.ts';
import type { OutputRow } from '../queue/ledger.ts';
import type { Endpoints } from './endpoints.ts';
import { Patience } from './patience.ts';
import { type Collecting, provenanceOf, type ProvenanceOptions } from './provenance.ts';

const RETRY = { firstMs: 1_000, mostMs: 60_000 };
/** The API keeps a finished job for 24 hours (abstrakt-api.md, section 3); after that an output that will not come is given up. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** A download that is not there is looked for a few times more: storage behind an API can lag. */
const MOST_TRIES_WHEN_GONE = 4;
const DISK_RETRY_MS = 15_000;

/** Brings the outputs of one finished job home: downloads that continue where they broke, verified, recorded, then the job is done. */
export interface HomeBringer {
  /**
   * Fetches what is missing of one attempt: the wait until the next try in ms, `over` where that ended the job, `let-go` where it no longer waits for it.
   * `onFetched`: its last bytes are on the disk, and only the database has to be told.
   */
  bring(attemptId: number, onFetched: () => void): Promise<number | 'over' | 'let-go'>;
  /** Whether outputs of that attempt are still waited for. */
  isWanted(attemptId: number): boolean;
  /** How long to wait after what went wrong besides, in ms. */
  waitAfter(error: unknown): number;
}

export interface HomeBringerOptions extends ProvenanceOptions {
  clock: Clock;
  random: Random;
  assets: Assets;
  parents: Parents;
  files: AssetFiles;
  endpoints: Endpoints;
  signal: AbortSignal;
  onAsset(sha256: string): void;
  /** How the disk takes outputs now. */
  onDisk(state: DiskState): void;
}

/** An output that has come home. `createdAt` in milliseconds. */
interface Home {
  stored: StoredFile;
  made: Provenance;
  createdAt: number;
}

type Outcome =
  | { kind: 'home'; over: boolean }
  | { kind: 'retry'; error: string }
  | { kind: 'lost'; error: string }
  | { kind: 'disk'; trouble: 'full' | 'refused' };

export function createHomeBringer(options: HomeBringerOptions): HomeBringer {
  const { clock, jobs, ledger, assets, files, signal } = options;

  async function bring(attemptId: number, onFetched: () => void): Promise<number | 'over' | 'let-go'> {
    const [context, outputs] = jobs.reading(() => [collectingOf(attemptId), ledger.outputs(attemptId)] as const);
    if (!context) {
      await dropParts(attemptId);
      return 'let-go';
    }
    let wait: number | null = null;
    const wanted = outputs.filter((row) => row.state === 'wanted');
    for (const output of wanted) {
      const outcome = await fetchOutput(context, output, output === wanted.at(-1) ? onFetched : () => {});
      if (outcome.kind !== 'disk') options.onDisk('well');
      if (outcome.kind === 'home' && outcome.over) return 'over';
      if (outcome.kind === 'home' || !holds(context)) continue;
      const next = settleOutput(context, output, outcome);
      if (next !== null) wait = Math.min(wait ?? Infinity, next);
      if (signal.aborted) return 0;
    }
    if (!holds(context)) return 'let-go';
    if (wait !== null) return wait;
    if (ledger.outputs(attemptId).some((output) => output.state === 'lost')) await dropParts(attemptId);
    return (await jobs.commit(() => finish(context))) ? 'over' : 'let-go';
  }

  /** What was fetched of outputs that will not come home is thrown away: they are lost, or the job is another's by now, or cancelled. */
  async function dropParts(attemptId: number): Promise<void> {
    for (const output of ledger.outputs(attemptId)) {
      if (output.state === 'home') continue;
      const part = await files.part(partName(attemptId, output.position));
      await part.discard();
    }
  }

  function collectingOf(attemptId: number): Collecting | null {
    const attempt = ledger.attempt(attemptId);
    const job = attempt && jobs.job(attempt.job_id);
    const batch = job && jobs.batch(job.batch_id);
    return attempt && job && batch && job.state === 'collecting' && job.attempt_id === attemptId ? { attempt, job, batch } : null;
  }

  /** Whether the job still waits for this attempt's outputs. */
  function holds({ attempt, job }: Collecting): boolean {
    return jobs.isCollecting(job.id, attempt.id);
  }

  function isWanted(attemptId: number): boolean {
    return jobs.reading(() => jobs.isCollecting(ledger.attempt(attemptId)?.job_id ?? 0, attemptId));
  }

  async function fetchOutput(context: Collecting, output: OutputRow, onFetched: () => void): Promise<Outcome> {
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
      const [made, createdAt] = [jobs.reading(() => provenanceOf(options, context)), clock.now()];
      const beside = (stored: StoredFile) => (assets.get(stored.sha256) ? null : toSidecar(freshContent(stored, made, createdAt)));
      const stored = await part.finish({ bytes: opened.total, beside });
      onFetched();
      return { kind: 'home', over: await record(context, output, { stored, made, createdAt }) };
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

  /** Bytes are home, and beside them the sidecar from which all else can be rebuilt: now the row; with the last of them the job is done. Whether it is. */
  async function record(context: Collecting, output: OutputRow, { stored, made, createdAt }: Home): Promise<boolean> {
    const over = await jobs.commit(() => {
      options.parents.note(assets.record(stored, made, { createdAt }), made.input);
      ledger.outputHome(output.attempt_id, output.position, stored.sha256);
      return finish(context);
    });
    options.onAsset(stored.sha256);
    return over;
  }

  /** Writes down how a download ended; the wait in ms until it is tried again, null when it is settled. */
  function settleOutput({ attempt }: Collecting, output: OutputRow, outcome: Exclude<Outcome, { kind: 'home' }>): number | null {
    const now = clock.now();
    switch (outcome.kind) {
      case 'disk':
        return waitForDisk(outcome.trouble);
      case 'lost':
        jobs.transaction(() => ledger.outputLost(attempt.id, output.position, outcome.error));
        return null;
      case 'retry': {
        if (now - (attempt.finished_at ?? now) > GIVE_UP_AFTER_MS)
          return settleOutput({ attempt } as Collecting, output, { kind: 'lost', error: outcome.error });
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

  /** The job is over where nothing of it is wanted any more; whether this ended it. In the caller's transaction. */
  function finish({ attempt, job }: Collecting): boolean {
    const outputs = ledger.outputs(attempt.id);
    if (outputs.some((output) => output.state === 'wanted')) return false;
    const lost = outputs.filter((output) => output.state === 'lost');
    const [holding, finishedAt] = [attempt.id, clock.now()];
    if (lost.length > 0) return jobs.move(job.id, 'fail', { holding, error: outputLost(lost), finishedAt }) !== null;
    const done = jobs.move(job.id, 'complete', { holding, finishedAt }) !== null;
    if (done) ledger.countDone(attempt.key_id);
    return done;
  }

  return {
    bring,
    isWanted,
    waitAfter(error) {
      const trouble = diskTrouble(error);
      return trouble ? waitForDisk(trouble) : RETRY.mostMs;
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
