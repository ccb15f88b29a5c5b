/**
 * The contract between the engine and whoever drives it: every command, query and event, with zod input and output. Electron IPC,
 * the browser host's WebSocket and the command line all bind from these tables and add nothing.
 */
import { z } from 'zod';
import {
  assetKind,
  assetView,
  batchView,
  engineStatus,
  jobCounts,
  jobDetail,
  jobView,
  keyView,
  modelInput,
  modelView,
  requestView,
  settings,
  totals,
  uncertainRule,
} from './domain.ts';
import type { AppErrorData } from './errors.ts';
import { JOB_STATES } from './job-state.ts';

const id = z.int().positive();
const ids = z.array(id).min(1).max(100_000);
const nothing = z.null();
const page = { offset: z.int().nonnegative().default(0), limit: z.int().min(1).max(1_000).default(100) };

/** One job to be enqueued. `priority` adds to its batch's: higher goes first. */
export const jobDraft = z.object({ model: z.string().min(1), input: modelInput, priority: z.int().min(-100).max(100).default(0) });
export type JobDraft = z.input<typeof jobDraft>;

/** Figures over the batches' whole history; `requests.other` are cancels, results and what a key was asked about itself. */
export const batchSummary = z.object({
  jobs: jobCounts,
  requests: z.object({ run: z.int().nonnegative(), poll: z.int().nonnegative(), other: z.int().nonnegative() }),
  rateLimited: z.int().nonnegative(),
  creditsUsed: z.number().nonnegative(),
  assets: z.int().nonnegative(),
  keys: z.array(z.object({ label: z.string(), requests: z.int().nonnegative(), rateLimited: z.int().nonnegative(), jobs: z.int().nonnegative() })),
});
export type BatchSummary = z.infer<typeof batchSummary>;

const call = <K extends 'command' | 'query', I extends z.ZodType, O extends z.ZodType>(kind: K, input: I, output: O) => ({ kind, input, output });
const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => call('command', input, output);
const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => call('query', input, output);

/** The whole state a renderer starts from; events with a higher sequence continue it. Jobs and assets are asked for in pages. */
export const snapshot = z.object({
  sequence: z.int().nonnegative(),
  /** The engine's clock at that moment: a renderer counts down against it, not against its own. */
  now: z.int(),
  status: engineStatus,
  totals,
  keys: z.array(keyView),
  batches: z.array(batchView),
  models: z.array(modelView),
  settings,
});
export type Snapshot = z.infer<typeof snapshot>;

export const CALLS = {
  'app.snapshot': query(nothing, snapshot),
  'settings.update': command(settings.partial(), settings),

  /** Enqueues jobs as one batch, all or none. BAD_INPUT names each bad job in `details.jobs: [{index, message}]`. */
  'batch.create': command(
    z.object({
      name: z.string().min(1).max(200),
      source: z.enum(['hand', 'batch', 'file', 'starter']).default('batch'),
      jobs: z.array(jobDraft).min(1).max(100_000),
      priority: z.int().min(-100).max(100).default(0),
      labels: z.array(z.string().min(1)).default([]),
      uncertainRule: uncertainRule.default('ask'),
      /** Names where the jobs came from (a hash of a file). A batch with the same one is returned instead of enqueued again. */
      fingerprint: z.string().min(1).max(200).optional(),
    }),
    /** `existing`: nothing was enqueued, this batch is there already and goes on. */
    z.object({ batchId: id, jobs: z.int().positive(), existing: z.boolean() }),
  ),
  /** What became of some batches, over all runs of the engine: what `cli run --json` prints. */
  'batch.summary': query(z.object({ ids }), batchSummary),
  'batch.pause': command(z.object({ id }), nothing),
  'batch.resume': command(z.object({ id }), nothing),
  /** Cancels what has not gone out; jobs at the API go on. Returns how many left the queue. */
  'batch.cancel': command(z.object({ id }), z.object({ cancelled: z.int().nonnegative() })),
  'batch.setPriority': command(z.object({ id, priority: z.int().min(-100).max(100) }), nothing),
  'queue.pause': command(nothing, nothing),
  'queue.resume': command(nothing, nothing),

  'job.list': query(
    z.object({ batchId: id.optional(), states: z.array(z.enum(JOB_STATES)).optional(), text: z.string().optional(), ...page }),
    z.object({ jobs: z.array(jobView), total: z.int().nonnegative() }),
  ),
  'job.get': query(z.object({ id }), jobDetail),
  'job.cancel': command(z.object({ ids }), z.object({ cancelled: z.int().nonnegative() })),
  /** Failed and cancelled jobs go back to the queue. */
  'job.retry': command(z.object({ ids }), z.object({ queued: z.int().nonnegative() })),
  /** Decides uncertain jobs: send again (may cost twice) or count as failed. */
  'job.resolve': command(z.object({ ids, decision: z.enum(['resubmit', 'fail']) }), z.object({ resolved: z.int().nonnegative() })),
  /** The request log, newest first. */
  'request.list': query(z.object({ keyId: id.optional(), since: z.int().optional(), limit: z.int().min(1).max(10_000).default(200) }), z.array(requestView)),

  /** Secrets go in and never come out. Keys already known are reported, not added twice. */
  'key.add': command(
    z.object({
      keys: z
        .array(z.object({ secret: z.string().min(8).max(512), label: z.string().min(1).max(60).optional() }))
        .min(1)
        .max(100),
    }),
    z.object({ added: z.array(keyView), known: z.array(z.string()) }),
  ),
  'key.update': command(
    z.object({
      id,
      label: z.string().min(1).max(60).optional(),
      colour: z.int().min(0).max(7).optional(),
      labels: z.array(z.string().min(1)).optional(),
      enabled: z.boolean().optional(),
    }),
    keyView,
  ),
  'key.remove': command(z.object({ id }), nothing),
  /** Spends one request on `GET /models?limit=1` and tells what the headers say. */
  'key.test': command(z.object({ id }), keyView),

  'vault.create': command(z.object({ passphrase: z.string().min(8).max(1_000) }), nothing),
  'vault.unlock': command(z.object({ passphrase: z.string().min(1).max(1_000) }), nothing),

  'model.get': query(z.object({ id: z.string() }), modelView),
  /** Reads the whole catalog from the API (one request a hundred models, and one for each model's schema asked for). */
  'model.refresh': command(nothing, z.object({ models: z.int().nonnegative() })),

  'asset.list': query(
    z.object({ kinds: z.array(assetKind).optional(), models: z.array(z.string()).optional(), batchId: id.optional(), text: z.string().optional(), ...page }),
    z.object({ assets: z.array(assetView), total: z.int().nonnegative() }),
  ),
  'asset.get': query(z.object({ sha256: z.string() }), assetView),

  /** Assets without a thumbnail, for a renderer to make: hostile bytes are decoded only in Chromium's sandbox. */
  'thumbnail.next': query(z.object({ limit: z.int().min(1).max(50).default(8) }), z.array(assetView)),
  /** `image`: WebP in base64, at most 512 px on the long edge; null: cannot be decoded, stop asking. */
  'thumbnail.put': command(
    z.object({
      sha256: z.string(),
      image: z.base64().max(2_000_000).nullable(),
      width: z.int().positive().nullable(),
      height: z.int().positive().nullable(),
      durationS: z.number().nonnegative().nullable(),
    }),
    nothing,
  ),

  /** Starts the stand-in API, adds its keys, and makes it the endpoint. */
  'sandbox.start': command(nothing, nothing),
  /** Back to the real API; practice jobs and assets stay. */
  'sandbox.stop': command(nothing, nothing),
  /** Enqueues a small, pretty batch to look at. */
  'sandbox.starterBatch': command(nothing, z.object({ batchId: id, jobs: z.int().positive() })),
} as const;

export type CallName = keyof typeof CALLS;
export type CallInput<N extends CallName> = z.input<(typeof CALLS)[N]['input']>;
/** Input as a handler sees it: defaults filled in. */
export type CallArgs<N extends CallName> = z.output<(typeof CALLS)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof CALLS)[N]['output']>;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

/** Payloads are whole rows: upserts by id. The engine coalesces them, so a row appears at most once in an event. */
export const EVENTS = {
  'job.changed': z.array(jobView),
  'batch.changed': z.array(batchView),
  'batch.removed': z.array(id),
  'key.changed': z.array(keyView),
  'key.removed': z.array(id),
  /** The whole catalog of the current endpoint. */
  'model.changed': z.array(modelView),
  'asset.changed': z.array(assetView),
  'status.changed': engineStatus,
  'totals.changed': totals,
  'settings.changed': settings,
  /** Requests as they are sent and answered, for the flight board. */
  'request.changed': z.array(requestView),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.output<(typeof EVENTS)[N]>;

/** Events carry a sequence that rises by one; who sees a gap asks for a snapshot. */
export type EngineEvent = { [N in EventName]: { sequence: number; name: N; payload: EventPayload<N> } }[EventName];

/** How a call ends on any transport. */
export type CallResult<N extends CallName = CallName> = { ok: true; value: CallOutput<N> } | { ok: false; error: AppErrorData };

/** What every transport offers a renderer. */
export interface EngineClient {
  /** Rejects with an AppError. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Calls `listener` for every event; returns the unsubscribe. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /** Calls `listener` when the transport is back after a loss: ask for a snapshot. */
  onReconnect(listener: () => void): () => void;
  /** Address of an asset's bytes or thumbnail in this transport, fit for `src`. */
  mediaUrl(kind: 'asset' | 'thumbnail', sha256: string): string;
}
