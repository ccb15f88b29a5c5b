import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import type { HostFrame } from '../../shared/wire.ts';

/** A browser's way in: the printed address gives a cookie, the cookie opens everything else. */
export async function signIn(address: string) {
  const answer = await fetch(address, { redirect: 'manual' });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const origin = new URL(address).origin;
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, { headers: { Cookie: cookie, Origin: origin } });
  await once(socket, 'open');
  return { cookie, origin, socket };
}

let lastId = 0;

/** One call of the contract over a browser's socket. Rejects with the host's frame when it is refused. */
export async function call<N extends CallName>(socket: WebSocket, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const id = ++lastId;
  const reply = new Promise<HostFrame>((resolve) => {
    const listener = (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as HostFrame;
      if (frame.type !== 'result' || frame.id !== id) return;
      socket.off('message', listener);
      resolve(frame);
    };
    socket.on('message', listener);
  });
  socket.send(JSON.stringify({ type: 'call', id, name, input }));
  const frame = await reply;
  if (frame.type === 'result' && frame.ok) return frame.value as CallOutput<N>;
  throw new Error(JSON.stringify(frame));
}
