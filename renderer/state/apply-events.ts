import type { EngineEvent } from '../../shared/contract.ts';
import type { AssetView } from '../../shared/domain.ts';
import { unreachable } from '../../shared/unreachable.ts';
import type { AppState } from './app-state.ts';
import { update, upsert, without } from './rows.ts';

/** `gap`: an event is missing, the state is not to be trusted until the next snapshot. */
export type Applied = { kind: 'applied'; state: AppState } | { kind: 'gap' };

/** Applies events in order. Those the state has seen are passed over. */
export function applyEvents(state: AppState, events: readonly EngineEvent[]): Applied {
  let next = state;
  for (const event of events) {
    if (event.sequence <= next.sequence) continue;
    if (event.sequence > next.sequence + 1) return { kind: 'gap' };
    next = { ...applyOne(next, event), sequence: event.sequence };
  }
  return { kind: 'applied', state: next };
}

function applyOne(state: AppState, event: EngineEvent): AppState {
  switch (event.name) {
    case 'job.changed':
      return { ...state, jobs: update(state.jobs, event.payload), jobsTick: state.jobsTick + 1 };
    case 'batch.changed':
      return { ...state, batches: upsert(state.batches, event.payload) };
    case 'batch.removed':
      return { ...state, batches: without(state.batches, event.payload) };
    case 'key.changed':
      return { ...state, keys: upsert(state.keys, event.payload) };
    case 'key.removed':
      return { ...state, keys: without(state.keys, event.payload) };
    case 'model.changed':
      // The whole catalog: a model that the API lists under another id must not stay beside itself.
      return { ...state, models: Object.fromEntries(event.payload.map((model) => [model.id, model])) };
    case 'asset.changed':
      return { ...state, assets: update(state.assets, event.payload), thumbnails: withMade(state.thumbnails, event.payload), assetsTick: state.assetsTick + 1 };
    case 'asset.removed':
      return { ...state, assets: without(state.assets, event.payload), assetsTick: state.assetsTick + 1 };
    case 'collection.changed':
      return { ...state, collections: event.payload };
    case 'status.changed':
      return { ...state, status: event.payload };
    case 'totals.changed':
      return { ...state, totals: event.payload };
    case 'settings.changed':
      return { ...state, settings: event.payload };
    case 'task.changed':
      // Dialogs that watch work follow it themselves (`state/use-task.ts`).
      return state;
    case 'tile.wanted':
      // Whoever makes pictures follows it (`worker/thumbnail-loop.ts`).
      return state;
    case 'request.changed':
    case 'plan.changed':
      // The flight board keeps its own record of these (`screens/queue/board/`).
      return state;
    default:
      return unreachable(event);
  }
}

/** Those whose picture was made just now. The same set when there is none. */
function withMade(known: ReadonlySet<string>, changed: readonly AssetView[]): ReadonlySet<string> {
  const made = changed.filter((asset) => asset.thumbnail === 'ready' && !known.has(asset.sha256));
  return made.length === 0 ? known : new Set([...known, ...made.map((asset) => asset.sha256)]);
}
