import type { Clock } from '../../shared/clock.ts';
import type { EndpointName } from '../../shared/domain.ts';
import type { Announcer } from './announcer.ts';
import type { AppSettings } from './app-settings.ts';
import type { Budget } from './budget/budget.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { Vault } from './keys/vault.ts';
import type { AssetFiles } from './library/asset-files.ts';
import type { Assets } from './library/assets.ts';
import type { Collections } from './library/collections.ts';
import type { Keep } from './library/keep.ts';
import type { SidecarKeeper } from './library/sidecar-keeper.ts';
import type { Trash } from './library/trash.ts';
import type { FailingWatch } from './queue/failing.ts';
import type { Jobs } from './queue/jobs.ts';
import type { Ledger } from './queue/ledger.ts';
import type { Collector } from './runner/collector.ts';
import type { Endpoints } from './runner/endpoints.ts';
import type { RequestDesk } from './runner/request-desk.ts';
import type { Runner } from './runner/runner.ts';
import type { SandboxControl } from './sandbox-control.ts';
import type { Forecaster } from './scheduler/forecaster.ts';
import type { Loop } from './scheduler/loop.ts';
import type { Meters } from './scheduler/meters.ts';
import type { SettingStore } from './store/settings.ts';
import type { Store } from './store/open.ts';
import type { UndoLog } from './undo/undo-log.ts';
import type { Views } from './views.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** The rooms of a running engine, for the handlers of calls. */
export interface Rooms {
  clock: Clock;
  store: Store;
  settings: SettingStore;
  appSettings: AppSettings;
  jobs: Jobs;
  ledger: Ledger;
  meters: Meters;
  budget: Budget;
  keyRing: KeyRing;
  vault: Vault;
  catalog: Catalog;
  assets: Assets;
  files: AssetFiles;
  trash: Trash;
  keep: Keep;
  collections: Collections;
  sidecars: SidecarKeeper;
  endpoints: Endpoints;
  desk: RequestDesk;
  runner: Runner;
  collector: Collector;
  loop: Loop;
  forecaster: Forecaster;
  webhooks: Webhooks;
  failing: FailingWatch;
  sandbox: SandboxControl;
  announcer: Announcer;
  undo: UndoLog;
  views: Views;
  /** Where work composed now goes. */
  endpoint(): EndpointName;
  setEndpoint(name: EndpointName): void;
  /** Aborted when the engine gives up waiting for answers. */
  signal: AbortSignal;
}
