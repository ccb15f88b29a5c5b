import type { Snapshot } from '../../shared/contract.ts';
import type { AssetView, BatchView, CollectionView, EngineStatus, JobView, KeyView, ModelView, Settings, Totals } from '../../shared/domain.ts';
import type { LinkState } from '../client/link.ts';
import type { Samples } from './speed.ts';

export type ById<T> = Readonly<Record<number, T>>;

/** What the renderer knows of the engine. Rows are keyed by id; lists are derived from them. */
export interface AppState {
  link: LinkState;
  /** Why the last snapshot could not be had, fit to show a person. */
  failure: string | null;
  /** Null until the first snapshot. */
  status: EngineStatus | null;
  totals: Totals | null;
  settings: Settings | null;
  /** Of the last snapshot or event that was applied. */
  sequence: number;
  /** The engine's clock minus this window's, ms. */
  clockOffset: number;
  keys: ById<KeyView>;
  batches: ById<BatchView>;
  models: Readonly<Record<string, ModelView>>;
  /** By name. */
  collections: readonly CollectionView[];
  /** Only rows that some page asked for: events update them, and never add to them. */
  jobs: ById<JobView>;
  assets: ById<AssetView>;
  /** sha256 of assets whose thumbnail was made while this window is open. */
  thumbnails: ReadonlySet<string>;
  /** Rises when jobs or assets changed that no page may hold yet: a list of them looks again. */
  jobsTick: number;
  assetsTick: number;
  /** How far batches were over the last two minutes, for their speed. */
  samples: Samples;
}

export const EMPTY_STATE: AppState = {
  link: 'lost',
  failure: null,
  status: null,
  totals: null,
  settings: null,
  sequence: 0,
  clockOffset: 0,
  keys: {},
  batches: {},
  models: {},
  collections: [],
  jobs: {},
  assets: {},
  thumbnails: new Set(),
  jobsTick: 0,
  assetsTick: 0,
  samples: {},
};

/** Everything waits because a person said so; false until the first snapshot. */
export const isPaused = (state: AppState): boolean => state.status?.paused ?? false;

/** The API does not answer; false until the first snapshot. */
export const isSilent = (state: AppState): boolean => state.status?.api.state === 'silent';

/** A state that starts anew from `snapshot`, read at `localNow` on this window's clock. Pages keep their rows and look again. */
export function fromSnapshot(state: AppState, snapshot: Snapshot, localNow: number): AppState {
  return {
    ...state,
    failure: null,
    status: snapshot.status,
    totals: snapshot.totals,
    settings: snapshot.settings,
    collections: snapshot.collections,
    sequence: snapshot.sequence,
    clockOffset: snapshot.now - localNow,
    keys: byId(snapshot.keys),
    batches: byId(snapshot.batches),
    models: Object.fromEntries(snapshot.models.map((model) => [model.id, model])),
    jobsTick: state.jobsTick + 1,
    assetsTick: state.assetsTick + 1,
  };
}

export function byId<T extends { id: number }>(rows: readonly T[]): ById<T> {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}
