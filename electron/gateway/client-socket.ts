import type { WebSocket } from 'ws';
import type { Clock } from '../../shared/clock.ts';
import type { CallResult } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { clientFrame, type ClientFrame, type HostFrame } from '../../shared/wire.ts';
import type { Engine } from '../engine/engine-types.ts';

/** A client with so many bytes unread is dropped; it comes back and asks for a snapshot, which is smaller than what it missed. */
const MOST_UNREAD_BYTES = 16 * 1024 * 1024;
const HEARTBEAT_MS = 30_000;

/** Close codes: 1003 not text, 1007 not a frame of `wire.ts`. */
const NOT_TEXT = 1003;
const NOT_A_FRAME = 1007;

export interface ClientSocket {
  /** Sends a frame that is already text: an event is written once for all clients. */
  send(text: string): void;
}

/** Answers a browser's calls until its socket closes; drops it when it does not read or does not answer to pings. */
export function serveClient(socket: WebSocket, engine: Pick<Engine, 'call'>, clock: Clock): ClientSocket {
  const send = (text: string) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.terminate();
    else socket.send(text);
  };
  // With the default `binaryType` a message is one Buffer.
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return socket.close(NOT_TEXT);
    const frame = parseFrame(data.toString());
    if (!frame) return socket.close(NOT_A_FRAME);
    void answer(engine, frame).then((reply) => send(JSON.stringify(reply)));
  });
  // Without a listener a broken frame would end the process; the close that follows says all we need.
  socket.on('error', () => socket.terminate());
  keepAlive(socket, clock);
  return { send };
}

function parseFrame(text: string): ClientFrame | null {
  try {
    return clientFrame.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function answer(engine: Pick<Engine, 'call'>, { id, name, input }: ClientFrame): Promise<HostFrame> {
  const result: CallResult = await engine.call(name, input).catch((error: unknown) => ({ ok: false, error: AppError.from(error).toData() }));
  return result.ok ? { type: 'result', id, ok: true, value: result.value } : { type: 'result', id, ok: false, error: result.error };
}

/** A laptop that went to sleep closes nothing: without pings its socket, and what we send it, would stay for hours. */
function keepAlive(socket: WebSocket, clock: Clock): void {
  let answered = true;
  let cancel = () => {};
  const beat = () => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    cancel = clock.setTimer(HEARTBEAT_MS, beat);
  };
  socket.on('pong', () => (answered = true));
  socket.on('close', () => cancel());
  cancel = clock.setTimer(HEARTBEAT_MS, beat);
}
