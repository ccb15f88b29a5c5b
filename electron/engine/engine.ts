import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sleep } from '../../shared/clock.ts';
import { CALLS, type CallResult, isCallName } from '../../shared/contract.ts';
import { endpointName, type EndpointName, type EngineStatus, type Settings, settings as settingsSchema } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';
import { createApiClient } from './api/api-client.ts';
import { dialect, type DialectStore, FIRST_DIALECT } from './api/dialect.ts';
import { createDownloader } from './api/downloader.ts';
import { withListedIds } from './api/known-ids.ts';
import { type Catalog, createCatalog } from './catalog/catalog.ts';
import type { Engine, EngineOptions } from './engine-types.ts';
import { appHandlers } from './handlers/app-handlers.ts';
import { keyHandlers } from './handlers/key-handlers.ts';
import { libraryHandlers } from './handlers/library-handlers.ts';
import { modelHandlers } from './handlers/model-handlers.ts';
import { queueHandlers } from './handlers/queue-handlers.ts';
import type { Handlers } from './handlers/types.ts';
import { createKeyRing } from './keys/key-ring.ts';
import { type AssetFiles, createAssetFiles } from './library/asset-files.ts';
import { createAssets } from './library/assets.ts';
import { partName } from './library/layout.ts';
import { createJobs } from './queue/jobs.ts';
import { createLedger } from './queue/ledger.ts';
import { recover } from './recover.ts';
import type { Rooms } from './rooms.ts';
import { createCollector } from './runner/collector.ts';
import type { Endpoint, Endpoints } from './runner/endpoints.ts';
import { createRequestDesk } from './runner/request-desk.ts';
import { createRunner } from './runner/runner.ts';
import { createSandboxControl } from './sandbox-control.ts';
import { createForecaster } from './scheduler/forecaster.ts';
import { LineHealth } from './scheduler/line-health.ts';
import { createLoop } from './scheduler/loop.ts';
import { createMeters } from './scheduler/meters.ts';
import { lockWorkspace } from './store/lock.ts';
import { openStore, type Store } from './store/open.ts';
import { createSettingStore, type SettingStore } from './store/settings.ts';
import { createViews } from './views.ts';

/** How long a stop waits for answers that are out: a fast model's. What is still out then becomes uncertain. */
const STOP_WAIT_MS = 10_000;
const STOP_STEP_MS = 50;

const DEFAULT_SETTINGS: Settings = { theme: 'system' };

/** The database's name in a workspace. */
export const DATABASE_FILE = 'companion.sqlite';

/** What an engine keeps its things in. */
export interface Storage {
  store: Store;
  files: AssetFiles;
  /** Lets others have it; called once, after the store was closed. */
  release(): void;
}

/**
 * Opens a workspace and starts working on it. Rejects with WORKSPACE_IN_USE, WORKSPACE_NEWER, WORKSPACE_BROKEN or DISK; then nothing
 * was changed and nothing is held.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { clock, workspace } = options;
  makeFolder(workspace);
  const release = lockWorkspace(workspace, { host: options.host, pid: process.pid, since: clock.now() });
  try {
    const store = await openStore({ file: join(workspace, DATABASE_FILE), now: clock.now() });
    return await assembleEngine(options, { store, files: createAssetFiles(workspace), release });
  } catch (error) {
    release();
    throw error;
  }
}

/** The engine on a storage that is open already: how tests and benchmarks drive it with a store, a clock and a network of their own. */
export async function assembleEngine(options: EngineOptions, storage: Storage): Promise<Engine> {
  try {
    const rooms = furnish(options, storage);
    await start(rooms, options.idle ?? false);
    options.log.info('engine started', { host: options.host, workspace: options.workspace, waiting: rooms.jobs.waiting.size });
    return toEngine(rooms, options, storage.release);
  } catch (error) {
    storage.store.close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new AppError('DISK', `The workspace ${folder} cannot be made or opened. Choose another folder, or check its permissions.`, undefined, error);
  }
}

interface Furnished extends Rooms {
  abort: AbortController;
}

/** Builds the rooms bottom up. Where two need each other, the later one is reached through a function. */
function furnish(options: EngineOptions, { store, files }: Storage): Furnished {
  const { clock, random, vault, log } = options;
  const abort = new AbortController();
  const { signal } = abort;
  const settings = createSettingStore(store);
  const announcer: Announcer = createAnnouncer(clock, () => views, log);
  const jobs = createJobs(store, ({ jobId, batchId, to }) => {
    announcer.job(jobId);
    announcer.batch(batchId);
    forecaster.poke();
    if (to === 'collecting') announcer.durations();
    if (to === 'done') announcer.key(ledger.attempt(jobs.job(jobId)?.attempt_id ?? 0)?.key_id ?? 0);
  });
  const ledger = createLedger(store, (id) => announcer.request(id));
  const meters = createMeters(store, ledger, clock.now, random);
  const catalog = createCatalog({ db: store, clock });
  const keyRing = createKeyRing({ db: store, vault, clock, environmentKeys: options.environmentKeys });
  const assets = createAssets({ db: store, clock });
  const endpoints = createEndpoints(options, settings, catalog, () => announcer.models());
  let endpoint = settings.get('endpoint', endpointName, 'api');

  const desk = createRequestDesk({
    clock,
    jobs,
    ledger,
    meters,
    keyRing,
    endpoints,
    log,
    signal,
    aliasesOf: (model) => catalog.aliasesOf(model),
    noticeClock: () => loop.noticeClock(),
    onKeyChanged: (keyId) => announcer.key(keyId),
    onHealthChanged: () => announcer.status(),
  });
  const loop = createLoop({
    clock,
    jobs,
    ledger,
    meters,
    catalog,
    keyRing,
    endpoints,
    desk,
    runner: () => runner,
    signal,
    log,
    diskFull: () => collector.diskFull,
    onReasons(batchIds) {
      for (const id of batchIds) announcer.batch(id);
    },
    onClockJump(byMs) {
      log.warn('the clock jumped', { byMs });
      collector.retryNow();
    },
  });
  const collector = createCollector({
    clock,
    random,
    jobs,
    ledger,
    assets,
    files,
    catalog,
    keyRing,
    endpoints,
    log,
    signal,
    onAsset: (sha256) => announcer.asset(sha256),
    onDiskChanged: () => announcer.status(),
    onSettled: () => loop.poke(),
  });
  const runner = createRunner({
    clock,
    random,
    jobs,
    ledger,
    meters,
    catalog,
    keyRing,
    endpoints,
    desk,
    log,
    signal,
    onCollect: (attemptId) => collector.collect(attemptId),
    onPoll: (attemptId, keyId, at) => loop.planPoll(attemptId, keyId, at),
    onSettled: () => loop.poke(),
  });
  const sandbox = createSandboxControl({
    launcher: options.sandbox,
    log,
    onStarted(handle) {
      endpoints.setSandbox(handle.baseUrl);
      for (const row of keyRing.attachSandbox(handle.keys)) announcer.key(row.id);
      loop.poke();
    },
    onEnded() {
      endpoints.setSandbox(null);
      keyRing.detachSandbox();
      for (const row of keyRing.rows()) announcer.key(row.id);
    },
    onStatus: () => announcer.status(),
  });
  const forecaster = createForecaster({
    clock,
    jobs,
    ledger,
    meters,
    catalog,
    keyRing,
    endpoints,
    held: () => loop.paused || collector.diskFull,
    onChanged(batchIds) {
      for (const id of batchIds) announcer.batch(id);
    },
  });
  const status = (): EngineStatus => ({
    version: options.version,
    host: options.host,
    workspace: options.workspace,
    endpoint,
    baseUrl: endpoints.get(endpoint)?.baseUrl ?? '',
    api: apiState(
      keyRing.rows().some((row) => row.endpoint === endpoint && row.state !== 'missing'),
      endpoints.get(endpoint),
    ),
    vault: { kind: vault.kind, state: vault.state() },
    sandbox: sandbox.status,
    paused: loop.paused,
    diskFull: collector.diskFull,
  });
  const views = createViews({
    store,
    clock,
    jobs,
    ledger,
    meters,
    keyRing,
    catalog,
    assets,
    endpoint: () => endpoint,
    status,
    settings: () => settings.get('app', settingsSchema, DEFAULT_SETTINGS),
    why: (batchId) => loop.why(batchId),
    forecast: (batchId) => forecaster.of(batchId),
    paused: () => loop.paused,
    diskFull: () => collector.diskFull,
  });

  return {
    forecaster,
    clock,
    store,
    settings,
    jobs,
    ledger,
    meters,
    keyRing,
    vault,
    catalog,
    assets,
    files,
    endpoints,
    desk,
    runner,
    collector,
    loop,
    sandbox,
    announcer,
    views,
    signal,
    abort,
    endpoint: () => endpoint,
    setEndpoint(name) {
      endpoint = name;
      settings.set('endpoint', name);
      announcer.status();
      announcer.models();
      loop.poke();
    },
  };
}

function apiState(hasKey: boolean, endpoint: Endpoint | null): EngineStatus['api'] {
  if (!hasKey) return { state: 'no-key' };
  return endpoint?.health.health ?? { state: 'untried' };
}

function createEndpoints(
  options: EngineOptions,
  settings: SettingStore,
  catalog: Catalog,
  onModels: () => void,
): Endpoints & { setSandbox(baseUrl: string | null): void } {
  const make = (name: EndpointName, baseUrl: string): Endpoint => {
    const aliasesOf = (model: string) => catalog.aliasesOf(model);
    const spoken: DialectStore = { get: () => settings.get(`dialect.${name}`, dialect, FIRST_DIALECT), set: (next) => settings.set(`dialect.${name}`, next) };
    return {
      name,
      baseUrl,
      api: createApiClient({ baseUrl, fetch: options.fetch, clock: options.clock, aliasesOf, dialect: spoken }),
      downloader: createDownloader({ fetch: options.fetch, baseUrl }),
      health: new LineHealth(options.random),
      listed(models) {
        catalog.store(name, models);
        spoken.set(
          withListedIds(
            spoken.get(),
            models.map((model) => model.id),
            aliasesOf,
          ),
        );
        onModels();
      },
    };
  };
  const known = new Map<EndpointName, Endpoint>([['api', make('api', options.baseUrl)]]);
  return {
    get: (name) => known.get(name) ?? null,
    all: () => [...known.values()],
    setSandbox(baseUrl) {
      if (baseUrl === null) known.delete('sandbox');
      else known.set('sandbox', make('sandbox', baseUrl));
    },
  };
}

/** Picks up what was left unfinished. What the API keeps only for 24 hours comes first: running jobs are asked for before anything is sent. */
async function start(rooms: Furnished, idle: boolean): Promise<void> {
  const { jobs, ledger, keyRing, loop, collector, settings } = rooms;
  await keyRing.load();
  if (idle) {
    loop.stop();
    return;
  }
  const recovered = recover(rooms);
  const continued = new Set(recovered.collects.flatMap((attemptId) => ledger.outputs(attemptId).map((output) => partName(attemptId, output.position))));
  await rooms.files.sweep((name) => continued.has(name));
  loop.pause(settings.get('paused', z.boolean(), false));
  for (const poll of recovered.polls) loop.planPoll(poll.attemptId, poll.keyId, poll.at);
  for (const attemptId of recovered.collects) collector.collect(attemptId);
  if (rooms.endpoint() === 'sandbox') void rooms.sandbox.start().catch(() => rooms.setEndpoint('api'));
  if (jobs.waiting.size > 0) loop.poke();
}

function toEngine(rooms: Furnished, options: EngineOptions, unlock: () => void): Engine {
  const queue = queueHandlers(rooms);
  const handlers: Handlers = {
    ...queue,
    ...appHandlers(rooms, queue['batch.create']),
    ...keyHandlers(rooms),
    ...modelHandlers(rooms),
    ...libraryHandlers(rooms),
  };
  let stopping: Promise<void> | null = null;

  async function call(name: string, input: unknown): Promise<CallResult> {
    try {
      if (stopping) throw new AppError('CONFLICT', 'The companion is closing.');
      return { ok: true, value: await invoke(handlers, name, input) } as CallResult;
    } catch (error) {
      if (!(error instanceof AppError))
        options.log.error('a call failed', { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return { ok: false, error: AppError.from(error).toData() };
    }
  }

  return {
    call,
    subscribe: (listener) => rooms.announcer.subscribe(listener),
    async media(kind, sha256) {
      const asset = rooms.assets.get(sha256);
      if (!asset) return null;
      const file = await rooms.files.open(kind, sha256, kind === 'asset' ? asset.extension : undefined);
      return file && { ...file, mime: kind === 'thumbnail' ? 'image/webp' : asset.mime };
    },
    wake() {
      for (const endpoint of rooms.endpoints.all()) endpoint.health.retryNow(rooms.clock.now());
      rooms.collector.retryNow();
      rooms.loop.poke();
    },
    stop: () => (stopping ??= stop(rooms, unlock)),
  };
}

async function invoke(handlers: Handlers, name: string, input: unknown): Promise<unknown> {
  if (!isCallName(name)) throw new AppError('BAD_INPUT', `There is no call ${name.slice(0, 60)}.`);
  const parsed = CALLS[name].input.safeParse(input ?? null);
  if (!parsed.success) throw new AppError('BAD_INPUT', `That is not what ${name} takes: ${z.prettifyError(parsed.error)}`, { issues: parsed.error.issues });
  const handler = handlers[name] as (input: unknown) => unknown;
  return handler(parsed.data);
}

/** First takes nothing new, then waits a bounded time for answers that are out, then lets go. The store is right at every step. */
async function stop(rooms: Furnished, unlock: () => void): Promise<void> {
  const { loop, runner, collector, clock, abort, announcer, store, sandbox, forecaster } = rooms;
  loop.stop();
  forecaster.stop();
  const idle = () => runner.active === 0 && collector.active === 0;
  for (let waited = 0; !idle() && waited < STOP_WAIT_MS; waited += STOP_STEP_MS) await sleep(clock, STOP_STEP_MS);
  abort.abort(new Error('The companion is closing.'));
  for (let waited = 0; !idle() && waited < 2_000; waited += STOP_STEP_MS) await sleep(clock, STOP_STEP_MS);
  await sandbox.stop();
  announcer.stop();
  store.pragma('optimize');
  store.close();
  unlock();
}
