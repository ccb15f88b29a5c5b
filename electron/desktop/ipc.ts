import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { CallResult } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { IPC } from '../../shared/wire.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { Logger } from '../engine/log.ts';
import { dragOut, type DragWorld } from './drag-out.ts';
import { dragWorld } from './drag-world.ts';
import { isOurPage } from './origin.ts';

/**
 * Binds the contract to the one call channel. Only the main frame of our own page is answered. `icon`: of the app, for a drag whose page gives none.
 */
export function answerCalls(engine: Pick<Engine, 'call' | 'media'>, log: Logger, icon: string): void {
  ipcMain.handle(IPC.call, async (event, name: unknown, input: unknown): Promise<CallResult> => {
    if (isOurFrame(event)) return name === 'asset.drag' ? drag(dragWorld(engine, event.sender, icon), input) : engine.call(String(name), input);
    log.warn('desktop: a call from a foreign frame was refused', { url: event.senderFrame?.url });
    return { ok: false, error: new AppError('NOT_ALLOWED', 'Only the companion’s own page may call it. Nothing was done.').toData() };
  });
}

/** The one call that the system's own drag and drop answers, not the engine. */
async function drag(world: DragWorld, input: unknown): Promise<CallResult> {
  try {
    return { ok: true, value: await dragOut(world, input) };
  } catch (error) {
    return { ok: false, error: AppError.from(error).toData() };
  }
}

/** Forwards the engine's events to a window until it is closed. */
export function forwardEvents(engine: Pick<Engine, 'subscribe'>, window: BrowserWindow): void {
  const unsubscribe = engine.subscribe((event) => {
    if (!window.webContents.isDestroyed()) window.webContents.send(IPC.event, event);
  });
  window.once('closed', unsubscribe);
}

function isOurFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url);
}
