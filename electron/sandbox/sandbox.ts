import type { PlanName } from '../../shared/plans.ts';
import { acceptedRun, type AcceptedRun } from './accepted.ts';
import type { Core } from './core.ts';
import { asFetchError, ConnectionCut } from './faults/connection-cut.ts';
import type { Fault } from './faults/fault.ts';
import { FaultBoard } from './faults/fault-board.ts';
import { createApp } from './http/app.ts';
import { JobRoom } from './jobs/job-room.ts';
import { KeyBook } from './keys.ts';
import { OutputShelf } from './media/output-shelf.ts';
import { renderMedia } from './media/render.ts';
import { renderStub } from './media/stub.ts';
import { ModelBook } from './models/model-book.ts';
import type { SandboxOptions } from './options.ts';
import { seededRandom } from './random.ts';
import { Tallies, type KeyRequests } from './tallies.ts';
import { Timers } from './timers.ts';
import { Webhooks } from './webhooks.ts';
import type { Dialect } from './wire/envelopes.ts';

export type { AcceptedRun } from './accepted.ts';
export type { Fault } from './faults/fault.ts';
export type { KeyOptions, Revision, SandboxOptions } from './options.ts';
export type { KeyRequests } from './tallies.ts';

/** Where an in-process sandbox pretends to live. A server hands on requests with its own address, and answers with that. */
const IN_PROCESS_BASE_URL = 'http://sandbox.test/v1';

/** The stand-in for the API: everything but the socket. All its time is the injected clock's. */
export interface Sandbox {
  /** Base address for in-process use. */
  readonly baseUrl: string;
  readonly keys: readonly { label: string; plan: PlanName; secret: string }[];
  /**
   * As the global `fetch`, without a network. A cut connection rejects with `TypeError('fetch failed')` whose cause is a
   * `ConnectionCut`; an abort rejects with the signal's reason, while an accepted job goes on.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** Every run it accepted, oldest first. */
  accepted(): AcceptedRun[];
  /** Requests by key and kind, and 429s by reason. */
  requests(): KeyRequests[];
  /** Replaces all faults. */
  configureFaults(faults: readonly Fault[]): void;
  /** Seconds its clock is ahead, as seen from outside. */
  setClockOffset(seconds: number): void;
  /** Cancels all timers; requests under way are cut. */
  close(): void;
}

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, seed = 1 } = options;
  const timers = new Timers(clock);
  const closing = new AbortController();
  const dialect: Dialect = { revision: options.revision ?? 'B', offsetMs: (options.clockOffsetS ?? 0) * 1000 };
  const faults = new FaultBoard(options.faults ?? [], seededRandom(`faults ${seed}`));
  const webhooks = new Webhooks({
    dialect: () => dialect,
    now: () => clock.now(),
    timers,
    faults,
    secret: options.webhookSecret ?? 'whsec_sandbox',
    fetch: options.fetch ?? null,
  });
  const keys = new KeyBook(options.keys, seed, options.window ?? 'fixed');
  const core: Core = {
    now: () => clock.now(),
    dialect,
    timeScale: options.timeScale ?? 1,
    strictBody: options.strictBody ?? false,
    dataUris: options.dataUris ?? 'accepted',
    keys,
    models: new ModelBook(dialect.revision, options.durations ?? {}),
    jobs: new JobRoom({
      clock,
      timers,
      random: seededRandom(`durations ${seed}`),
      newId: idSource(seed, clock.now()),
      idPrefix: dialect.revision === 'B' ? 'job_' : 'req_',
      timeScale: options.timeScale ?? 1,
      onChange: (job) => webhooks.announce(job),
    }),
    outputs: new OutputShelf(options.media === 'stub' ? renderStub : renderMedia),
    faults,
    tallies: new Tallies(keys.all.map((key) => key.label)),
    timers,
    closing: closing.signal,
  };
  return assemble(core, options, closing);
}

function assemble(core: Core, options: SandboxOptions, closing: AbortController): Sandbox {
  const controls = {
    accepted: () => core.jobs.all().map(acceptedRun),
    requests: () => core.tallies.report(),
    configureFaults: (faults: readonly Fault[]) => core.faults.set(faults),
    setClockOffset: (seconds: number) => {
      core.dialect.offsetMs = seconds * 1000;
    },
  };
  const app = createApp(core, { ...controls, state: () => stateOf(core, options) });
  return {
    ...controls,
    baseUrl: IN_PROCESS_BASE_URL,
    keys: core.keys.all.map(({ label, plan, secret }) => ({ label, plan, secret })),
    fetch: (input, init) => answer(app.fetch, requestOf(input, init), core.closing),
    close: () => {
      closing.abort();
      core.timers.clear();
    },
  };
}

/** A server's own request objects are passed on as they are. */
function requestOf(input: Request | URL | string, init: RequestInit | undefined): Request {
  return typeof input === 'object' && !(input instanceof URL) && init === undefined ? input : new Request(input, init);
}

/** Runs a request until it is answered, aborted by its caller, or the sandbox closes. */
function answer(handle: (request: Request) => Response | Promise<Response>, request: Request, closing: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const stop = () => reject(signal.aborted ? signal.reason : asFetchError(new ConnectionCut('ECONNREFUSED')));
    if (signal.aborted || closing.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    closing.addEventListener('abort', stop, { once: true });
    const settled = () => {
      signal.removeEventListener('abort', stop);
      closing.removeEventListener('abort', stop);
    };
    Promise.resolve(handle(request))
      .finally(settled)
      .then(resolve, (thrown) => reject(thrown instanceof ConnectionCut ? asFetchError(thrown) : thrown));
  });
}

/** Ids differ between two starts with the same seed, so that an old job's id never names a new job. */
function idSource(seed: number, startedAtMs: number): () => string {
  const random = seededRandom(`ids ${seed} ${startedAtMs}`);
  return () => Array.from({ length: 20 }, () => Math.floor(random() * 16).toString(16)).join('');
}

function stateOf(core: Core, { window, media, strictBody, seed }: SandboxOptions): unknown {
  return {
    revision: core.dialect.revision,
    window: window ?? 'fixed',
    timeScale: core.timeScale,
    media: media ?? 'real',
    strictBody: strictBody ?? false,
    seed: seed ?? 1,
    clockOffsetS: core.dialect.offsetMs / 1000,
    faults: core.faults.report(),
    requests: core.tallies.report(),
    keys: core.keys.all.map((key) => ({
      label: key.label,
      plan: key.plan,
      running: key.limits.running,
      requestsToday: key.limits.requestsToday(core.now()),
      minute: key.limits.minute(core.now()),
      creditsLeft: Number.isFinite(key.creditsLeft) ? key.creditsLeft : null,
    })),
  };
}
