import type { CallInput, CallName } from '../../shared/contract.ts';
import type { ClientFrame } from '../../shared/wire.ts';

export type Question = { [N in CallName]: { name: N; input: CallInput<N> } }[CallName];

/** The part of WebSocket that is used, so that tests can pass another. */
export type Socket = Pick<WebSocket, 'send' | 'onopen' | 'onclose' | 'onmessage'>;

/** A link that was opened, and questions that were asked on it, before the code of the window was there. */
export interface EarlyLink {
  socket: Socket;
  asked: readonly ClientFrame[];
  /** What happened since: the client, once it is there, takes it up. */
  opened: boolean;
  received: Pick<MessageEvent, 'data'>[];
  /** The code it was closed with; null: it was not. */
  closed: number | null;
}

/** Asks at once, and keeps what comes. */
export function openEarly(socket: Socket, questions: readonly Question[]): EarlyLink {
  const asked = questions.map(({ name, input }, at): ClientFrame => ({ type: 'call', id: at + 1, name, input }));
  const link: EarlyLink = { socket, asked, opened: false, received: [], closed: null };
  socket.onopen = () => {
    link.opened = true;
    for (const frame of asked) socket.send(JSON.stringify(frame));
  };
  socket.onmessage = (message) => link.received.push(message);
  socket.onclose = ({ code }) => (link.closed = code);
  return link;
}
