import { type CallResult, isCallName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Engine, EngineOptions } from './engine-types.ts';
import { appHandlers } from './handlers/app-handlers.ts';
import { boardHandlers } from './handlers/board-handlers.ts';
import { composeHandlers } from './handlers/compose-handlers.ts';
import { duplicateHandlers, duplicateUndoers } from './handlers/duplicate-handlers.ts';
import { forecastHandlers } from './handlers/forecast-handlers.ts';
import { createJobChanges } from './handlers/job-changes.ts';
import { ioHandlers } from './handlers/io-handlers.ts';
import { keepHandlers, keepUndoers } from './handlers/keep-handlers.ts';
import { keyHandlers } from './handlers/key-handlers.ts';
import { layoutHandlers } from './handlers/layout-handlers.ts';
import { libraryHandlers, libraryUndoers } from './handlers/library-handlers.ts';
import { mediaHandlers } from './handlers/media-handlers.ts';
import { mirrorHandlers } from './handlers/mirror-handlers.ts';
import { modelHandlers } from './handlers/model-handlers.ts';
import type { Furnished } from './furnish.ts';
import { queueHandlers } from './handlers/queue-handlers.ts';
import { queueUndoers } from './handlers/queue-undo.ts';
import type { Handlers } from './handlers/types.ts';
import { undoHandlers } from './handlers/undo-handlers.ts';
import { webhookHandlers } from './handlers/webhook-handlers.ts';
import { parseCall } from './parse-call.ts';
import { stop } from './start-stop.ts';
import { callError } from './store/store-error.ts';
import { tryNow } from './try-now.ts';

/** The engine as hosts see it: calls are validated against the contract and answered as data, whatever happens inside. */
export function answering(rooms: Furnished, { log, chooseFolder }: Pick<EngineOptions, 'log' | 'chooseFolder'>, release: () => void): Engine {
  const queue = queueHandlers(rooms);
  const handlers: Handlers = {
    ...queue,
    ...appHandlers(rooms, queue['batch.create']),
    ...keyHandlers(rooms),
    ...modelHandlers(rooms),
    ...libraryHandlers(rooms),
    ...duplicateHandlers(rooms),
    ...ioHandlers(rooms, chooseFolder),
    ...mirrorHandlers(rooms),
    ...keepHandlers(rooms),
    ...mediaHandlers(rooms),
    ...layoutHandlers(rooms),
    ...boardHandlers(rooms),
    ...forecastHandlers(rooms),
    ...webhookHandlers(rooms),
    ...undoHandlers(rooms, {
      ...queueUndoers(rooms),
      ...libraryUndoers(rooms),
      ...keepUndoers(rooms),
      ...duplicateUndoers(rooms),
      ...createJobChanges(rooms).undoers,
    }),
    ...composeHandlers(rooms, queue['batch.create']),
  };
  let stopping: Promise<void> | null = null;

  async function call(name: string, input: unknown): Promise<CallResult> {
    try {
      if (stopping) throw new AppError('CONFLICT', 'The companion is closing.');
      return { ok: true, value: await invoke(handlers, name, input) } as CallResult;
    } catch (error) {
      if (!(error instanceof AppError)) log.error('a call failed', { name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return { ok: false, error: AppError.from(callError(error)).toData() };
    }
  }

  return {
    call,
    subscribe(listener) {
      const unsubscribe = rooms.announcer.subscribe(listener);
      rooms.forecaster.poke();
      return unsubscribe;
    },
    async media(kind, sha256) {
      if (kind !== 'asset') return rooms.pictures.open(kind, sha256);
      const asset = rooms.assets.get(sha256);
      const file = asset && (await rooms.files.open(kind, sha256, asset.extension));
      return file && { ...file, mime: asset.mime };
    },
    outgoing: (ticket) => rooms.exports.redeem(ticket),
    importFile: (path) => rooms.importer.file(path),
    followSettings: (listener) => rooms.appSettings.follow(listener),
    webhook: (delivery) => (stopping ? Promise.resolve(503) : rooms.webhooks.receive(delivery)),
    hears: (open) => rooms.webhooks.hears(open),
    wake: () => tryNow(rooms),
    stop: () => (stopping ??= stop(rooms, release)),
  };
}

async function invoke(handlers: Handlers, name: string, input: unknown): Promise<unknown> {
  if (!isCallName(name)) throw new AppError('BAD_INPUT', `There is no call ${name.slice(0, 60)}.`);
  const handler = handlers[name] as (input: unknown) => unknown;
  return handler(await parseCall(name, input));
}
