/** Frames of the WebSocket between a browser and its host. JSON text; the same tables as IPC (`contract.ts`). */
import { z } from 'zod';
import type { EngineEvent } from './contract.ts';
import type { AppErrorData } from './errors.ts';

export const clientFrame = z.object({ type: z.literal('call'), id: z.int().nonnegative(), name: z.string(), input: z.unknown() });
export type ClientFrame = z.infer<typeof clientFrame>;

export type HostFrame =
  | { type: 'result'; id: number; ok: true; value: unknown }
  | { type: 'result'; id: number; ok: false; error: AppErrorData }
  | { type: 'event'; event: EngineEvent };

/** Names of the Electron channels: one for calls, one for events. Bound in the preload and in `desktop/ipc.ts` only. */
export const IPC = { call: 'companion:call', event: 'companion:event' } as const;
