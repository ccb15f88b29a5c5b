import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isCallName, type CallResult, type EngineEvent } from '../shared/contract.ts';
import { AppError } from '../shared/errors.ts';
import { IPC } from '../shared/wire.ts';

/** The whole bridge: the contract's calls by name, and its events. Never a way to any other channel. */
contextBridge.exposeInMainWorld('companion', {
  call(name: unknown, input: unknown): Promise<CallResult> {
    if (typeof name === 'string' && isCallName(name)) return ipcRenderer.invoke(IPC.call, name, input) as Promise<CallResult>;
    return Promise.resolve({ ok: false, error: new AppError('NOT_FOUND', 'There is no such call in the contract. Nothing was done.').toData() });
  },
  subscribe(listener: (event: EngineEvent) => void): () => void {
    const forward = (_: IpcRendererEvent, event: EngineEvent) => listener(event);
    ipcRenderer.on(IPC.event, forward);
    return () => void ipcRenderer.off(IPC.event, forward);
  },
});
