import { endpointName, type EngineStatus } from '../../shared/domain.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';
import { createAppSettings } from './app-settings.ts';
import { createBudget } from './budget/budget.ts';
import { createCatalog } from './catalog/catalog.ts';
import { createDiskWatch, type DiskState } from './disk-watch.ts';
import type { EngineOptions } from './engine-types.ts';
import { createAccountSuggestions } from './keys/account-suggestions.ts';
import { createKeyRing } from './keys/key-ring.ts';
import { createLife, type Life } from './life.ts';
import type { AssetFiles } from './library/asset-files.ts';
import { diskTrouble } from './library/disk-error.ts';
import { createAssets } from './library/assets.ts';
import { createCollections } from './library/collections.ts';
import type { LibraryHome } from './library/home/home.ts';
import { createHomeWatch } from './library/home/home-watch.ts';
import { createMover } from './library/home/mover.ts';
import { pathOf, type Home } from './library/home/place.ts';
import { createMirror } from './library/mirror/mirror.ts';
import { createRoomWatch } from './library/room-watch.ts';
import { createExports } from './library/export/exports.ts';
import { createImporter } from './library/intake/importer.ts';
import { createKeep } from './library/keep.ts';
import { createParents } from './library/parents.ts';
import { createPictures } from './library/pictures.ts';
import { createSidecarKeeper } from './library/sidecar-keeper.ts';
import { createVerifier } from './library/verifier.ts';
import { createTrash } from './library/trash.ts';
import { createBucketClient } from './api/bucket.ts';
import { createBucketKeeper } from './media/bucket-keeper.ts';
import { createMedia } from './media/media.ts';
import { createMediaRecords } from './media/media-records.ts';
import { createUploads } from './media/uploads.ts';
import { createFailingWatch } from './queue/failing.ts';
import { createJobs, type MoveListener } from './queue/jobs.ts';
import { createLedger } from './queue/ledger.ts';
import type { Rooms } from './rooms.ts';
import { createHomeBringer } from './runner/bring-home.ts';
import { createCollector } from './runner/collector.ts';
import { createEndpoints } from './runner/create-endpoints.ts';
import type { Endpoint } from './runner/endpoints.ts';
import { createFetchAgain } from './runner/fetch-again.ts';
import { createRequestDesk } from './runner/request-desk.ts';
import { createRunner } from './runner/runner.ts';
import { createWatched } from './runner/watched.ts';
import { createSandboxControl } from './sandbox-control.ts';
import { createForecaster } from './scheduler/forecaster.ts';
import { createLoop } from './scheduler/loop.ts';
import { createMeters } from './scheduler/meters.ts';
import { type BackupKeeper, createBackupKeeper } from './store/backup-keeper.ts';
import type { Backups } from './store/backups.ts';
import type { Store } from './store/open.ts';
import { ALONE } from './suspects.ts';
import { createSettingStore } from './store/settings.ts';
import { createTasks } from './tasks/tasks.ts';
import { createUndoLog } from './undo/undo-log.ts';
import { createViews } from './views.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

/** What an engine keeps its things in. */
export interface Storage {
  store: Store;
  files: AssetFiles;
  /** Free room where they lie; absent where there is no disk. */
  freeBytes?(): Promise<number>;
  /** Absent where the database has no file. */
  backups?: Backups;
  /** Lets others have it; called once, after the store was closed. */
  release(): void;
}

export interface Furnished extends Rooms {
  abort: AbortController;
  life: Life;
  backupKeeper: BackupKeeper;
}

/** Builds the rooms bottom up. Where two need each other, the later one is reached through a function. */
export function furnish(options: EngineOptions, { store, files, backups, freeBytes }: Storage): Furnished {
  const { clock, random, vault, log } = options;
  const abort = new AbortController();
  const { signal } = abort;
  const settings = createSettingStore(store);
  const backupKeeper = createBackupKeeper({ backups: backups ?? null, store, clock, log });
  const announcer: Announcer = createAnnouncer(clock, () => views, log);
  const disk = createDiskWatch({
    clock,
    signal,
    onChanged() {
      announcer.status();
      loop.poke();
    },
  });
  const onMoved: MoveListener = ({ jobId, batchId, attemptId, to }) => {
    announcer.job(jobId);
    announcer.batch(batchId);
    forecaster.poke();
    if (to === 'collecting') announcer.durations();
    if (to === 'done') backupKeeper.jobDone();
    if (to === 'failed') failing.failed(batchId);
    if (to === 'done') announcer.key(ledger.attempt(attemptId ?? 0)?.key_id ?? 0);
  };
  const onFailed = (error: unknown) => {
    const trouble = diskTrouble(error);
    if (trouble) disk.database(trouble);
  };
  const jobs = createJobs(store, onMoved, (jobId) => announcer.job(jobId), onFailed);
  const failing = createFailingWatch({
    counts: (batchId) => jobs.counts(batchId),
    isActive: (batchId) => jobs.batch(batchId)?.state === 'active',
    // Transactions are synchronous: a microtask comes after.
    later: queueMicrotask,
    tooMany: () => appSettings.get().failingShare,
    streak(batchId) {
      const row = jobs.batch(batchId);
      return row && row.stop_after !== null && row.streak >= row.stop_after ? { failed: row.streak, code: row.streak_kind ?? '' } : null;
    },
    hold(batchId, held) {
      jobs.transaction(() => jobs.updateBatch(batchId, { state: 'paused', held: JSON.stringify(held) }));
      announcer.batch(batchId);
      forecaster.poke();
      loop.poke();
    },
  });
  const ledger = createLedger(store, (id) => announcer.request(id));
  const watched = createWatched(() => ledger.newestAttempt());
  const meters = createMeters(store, ledger, clock.now, random);
  const catalog = createCatalog({ db: store, clock });
  const appSettings = createAppSettings(settings);
  const budget = createBudget({ store, catalog, perDay: () => appSettings.get().creditsPerDay });
  const keyRing = createKeyRing({ db: store, vault, clock, environmentKeys: options.environmentKeys });
  const suggestions = createAccountSuggestions({ store, clock, keyRing });
  const assets = createAssets({ db: store, clock });
  const keep = createKeep(store);
  const collections = createCollections(store, clock);
  const parents = createParents(store);
  const client = createBucketClient({ fetch: options.fetch, clock });
  const bucket = createBucketKeeper({ vault, client, settings: () => appSettings.get().bucket });
  const records = createMediaRecords(store);
  const uploads = createUploads({
    clock,
    random,
    jobs,
    assets,
    files,
    keeper: bucket,
    client,
    records,
    log,
    signal,
    onSettled() {
      forecaster.poke();
      loop.poke();
    },
  });
  const media = createMedia({ clock, jobs, assets, files, records, keeper: bucket, client, uploads, asData: () => appSettings.get().mediaAsData });
  const tasks = createTasks({ clock, signal, onChange: () => announcer.tasks() });
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
    grants: options.grants,
    onKeyChanged: (keyId) => announcer.key(keyId),
    onHealthChanged: () => announcer.status(),
    onStoring: () => loop.answersComing(),
    onRolledBack: () => catalog.rereadDurations(),
  });
  const webhooks = createWebhooks({
    clock,
    vault,
    ledger,
    settings: () => appSettings.get(),
    async deliver(attemptId, report) {
      await runner.deliver(attemptId, report);
      if (jobs.job(ledger.attempt(attemptId)?.job_id ?? 0)?.state !== 'running') loop.forgetPoll(attemptId);
    },
    log,
  });
  const loop = createLoop({
    clock,
    jobs,
    ledger,
    meters,
    budget,
    webhooks,
    catalog,
    keyRing,
    endpoints,
    desk,
    media,
    runner: () => runner,
    signal,
    log,
    diskWell: () => disk.state === 'well',
    onReasons(batchIds) {
      for (const id of batchIds) announcer.batch(id);
    },
    grants: options.grants,
    handReserve: () => appSettings.get().handReserve,
    onClockJump(byMs) {
      log.warn('the clock jumped', { byMs });
      watched.interrupted();
      collector.retryNow();
    },
  });
  const mirror = createMirror({ db: store, clock, workspace: options.workspace, assets, files, log, signal });
  /** An asset came, or shows something else. */
  const onAsset = (sha256: string) => {
    announcer.asset(sha256);
    mirror.poke();
  };
  const homeWatch = createHomeWatch({
    clock,
    home: files.home,
    signal,
    onChanged(here) {
      announcer.status();
      if (!here) return;
      collector.retryNow();
      mirror.retry();
    },
  });
  const room = createRoomWatch({ clock, freeBytes, onChanged: () => announcer.status() });
  room.look();
  const onDisk = (state: DiskState) => disk.files(state);
  const home = createHomeBringer({
    clock,
    random,
    jobs,
    ledger,
    assets,
    parents,
    files,
    catalog,
    keyRing,
    endpoints,
    signal,
    onAsset(sha256) {
      onAsset(sha256);
      room.look();
    },
    onDisk,
  });
  const markAlone = (attemptId: number | null) => settings.set(ALONE, attemptId);
  const collector = createCollector({ home, clock, jobs, ledger, log, signal, markAlone, onDisk, onSettled: () => loop.poke() });
  const runner = createRunner({
    clock,
    random,
    jobs,
    ledger,
    meters,
    catalog,
    webhooks,
    watched,
    keyRing,
    endpoints,
    desk,
    media,
    log,
    signal,
    onCollect: (attemptId) => collector.collect(attemptId),
    onPoll(attemptId, keyId, at) {
      loop.planPoll(attemptId, keyId, at);
      webhooks.accepted(attemptId);
    },
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
    budget,
    webhooks,
    catalog,
    keyRing,
    endpoints,
    loop,
    watched: () => announcer.listening,
    held: () => loop.paused || disk.state !== 'well',
    onPlan: () => announcer.plan(),
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
    disk: disk.state,
    diskLow: room.low,
    library: libraryStatus(files.home, homeWatch.here),
  });
  const views = createViews({
    store,
    clock,
    jobs,
    ledger,
    meters,
    budget,
    keyRing,
    catalog,
    assets,
    collections,
    tasks,
    endpoint: () => endpoint,
    status,
    settings: () => appSettings.get(),
    why: (batchId) => loop.why(batchId),
    forecast: (batchId) => forecaster.of(batchId),
    accountSuggestion: (keyId) => suggestions.of(keyId),
    paused: () => loop.paused,
    reserved: (keyId) => loop.reserved(keyId),
    diskWell: () => disk.state === 'well',
  });

  return {
    failing,
    forecaster,
    webhooks,
    watched,
    clock,
    store,
    settings,
    appSettings,
    jobs,
    ledger,
    meters,
    budget,
    keyRing,
    vault,
    catalog,
    assets,
    files,
    pictures: createPictures(files, () => announcer.tiles()),
    trash: createTrash(store, clock),
    keep,
    tasks,
    verifier: createVerifier({
      db: store,
      clock,
      files,
      tasks,
      fetchAgain: createFetchAgain({ db: store, clock, files, signal, downloader: (name) => endpoints.get(name)?.downloader ?? null }),
      alsoIn: () => mirror.status()?.folder ?? null,
      onAsset,
    }),
    homeWatch,
    mover: createMover({
      home: files.home,
      tasks,
      onChanged() {
        announcer.status();
        void homeWatch.look();
        mirror.relink();
      },
    }),
    mirror,
    exports: createExports({ clock, workspace: options.workspace, assets, files, tasks }),
    importer: createImporter({ db: store, clock, assets, keep, files, onAsset }),
    collections,
    parents,
    media,
    bucket,
    sidecars: createSidecarKeeper({ assets, files, log, signal }),
    endpoints,
    desk,
    runner,
    collector,
    loop,
    sandbox,
    announcer,
    undo: createUndoLog(store, clock),
    views,
    signal,
    abort,
    life: createLife(settings),
    backupKeeper,
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

function libraryStatus({ workspace, place }: LibraryHome, here: boolean): EngineStatus['library'] {
  const path = (at: Home | null) => at && pathOf(workspace, at);
  return { folder: place.home.kind === 'folder' ? place.home.folder : null, here, moving: path(place.moving), old: path(place.old) };
}

function apiState(hasKey: boolean, endpoint: Endpoint | null): EngineStatus['api'] {
  if (!hasKey) return { state: 'no-key' };
  const health = endpoint?.health;
  if (!health) return { state: 'untried' };
  // One lost answer is no silence: nothing is sent for a moment, and the next try tells.
  return health.inDoubt ? { state: 'active' } : health.health;
}
