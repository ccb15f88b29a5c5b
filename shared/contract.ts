/**
 * The contract between the engine and whoever drives it: every command, query and event, with zod input and output. Electron IPC,
 * the browser host's WebSocket and the command line all bind from these tables and add nothing. Each room's calls stand in its own
 * file under `contract/`.
 */
import { z } from 'zod';
import { APP_CALLS } from './contract/app-calls.ts';
import { BOARD_CALLS } from './contract/board-calls.ts';
import { COMPOSE_CALLS } from './contract/compose-calls.ts';
import { DUPLICATE_CALLS } from './contract/duplicate-calls.ts';
import { FORECAST_CALLS } from './contract/forecast-calls.ts';
import { IO_CALLS } from './contract/io-calls.ts';
import { KEY_CALLS } from './contract/key-calls.ts';
import { LAYOUT_CALLS } from './contract/layout-calls.ts';
import { LIBRARY_CALLS } from './contract/library-calls.ts';
import { MEDIA_CALLS } from './contract/media-calls.ts';
import { MODEL_CALLS } from './contract/model-calls.ts';
import { QUEUE_CALLS } from './contract/queue-calls.ts';
import { SANDBOX_CALLS } from './contract/sandbox-calls.ts';
import { taskView } from './contract/task.ts';
import { UNDO_CALLS } from './contract/undo-calls.ts';
import { WEBHOOK_CALLS } from './contract/webhook-calls.ts';
import { assetView, batchView, collectionView, engineStatus, jobView, keyView, modelView, requestView, settings, totals } from './domain.ts';
import type { AppErrorData } from './errors.ts';

export type { Snapshot } from './contract/app-calls.ts';
export type { RequestDetail, SpendRow } from './contract/board-calls.ts';
export type { CompositionView, PresetView, WildcardView } from './contract/compose-calls.ts';
export type { ForecastAnswer, WhatIf } from './contract/forecast-calls.ts';
export type { MediaWay } from './contract/media-calls.ts';
export type { BatchSummary, JobChange, JobDraft } from './contract/queue-calls.ts';

const id = z.int().positive();

export const CALLS = {
  ...APP_CALLS,
  ...QUEUE_CALLS,
  ...KEY_CALLS,
  ...MODEL_CALLS,
  ...LIBRARY_CALLS,
  ...DUPLICATE_CALLS,
  ...IO_CALLS,
  ...MEDIA_CALLS,
  ...LAYOUT_CALLS,
  ...SANDBOX_CALLS,
  ...BOARD_CALLS,
  ...UNDO_CALLS,
  ...COMPOSE_CALLS,
  ...FORECAST_CALLS,
  ...WEBHOOK_CALLS,
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
  /** Assets that are deleted for good. */
  'asset.removed': z.array(id),
  /** Pictures were looked at that have no tile yet: `tile.next` tells which. */
  'tile.wanted': z.null(),
  /** The last of them, newest first, when any changed. */
  'task.changed': z.array(taskView),
  /** All of them, when any changed. */
  'collection.changed': z.array(collectionView),
  'status.changed': engineStatus,
  'totals.changed': totals,
  'settings.changed': settings,
  /** Requests as they are sent and answered, for the flight board. */
  'request.changed': z.array(requestView),
  /** There is a new forecast, made at that time: `flight.plan` tells what it expects. */
  'plan.changed': z.object({ madeAt: z.int().nonnegative() }),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.output<(typeof EVENTS)[N]>;

/** Events carry a sequence that rises by one; who sees a gap asks for a snapshot. */
export type EngineEvent = { [N in EventName]: { sequence: number; name: N; payload: EventPayload<N> } }[EventName];

/** An asset's own bytes; its thumbnail; or its tile, which is the thumbnail for small places (the thumbnail itself until there is one). */
export const MEDIA_KINDS = ['asset', 'thumbnail', 'tile'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

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
  /** Address of an asset's bytes or picture in this transport, fit for `src`. */
  mediaUrl(kind: MediaKind, sha256: string): string;
  /** Address of the ZIP file behind an export's ticket, to be downloaded. */
  exportUrl(ticket: string): string;
}
