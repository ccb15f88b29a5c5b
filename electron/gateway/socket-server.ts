import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../../shared/clock.ts';
import type { HostFrame } from '../../shared/wire.ts';
import type { Engine } from '../engine/engine-types.ts';
import { serveClient, type ClientSocket } from './client-socket.ts';
import { isForUs } from './same-origin.ts';
import type { Session } from './session.ts';

/** A batch of 100,000 long prompts fits. */
const LARGEST_FRAME_BYTES = 64 * 1024 * 1024;

/** Close code for a client without a session: a browser cannot see why an upgrade was refused, but it sees this. */
const NO_SESSION = 4401;
const GOING_AWAY = 1001;
/** For a client to answer the goodbye. */
const GOODBYE_MS = 1_000;

export interface SocketServerOptions {
  engine: Pick<Engine, 'call' | 'subscribe'>;
  session: Session;
  port: number;
  clock: Clock;
}

export interface SocketServer {
  /** For the HTTP server's `upgrade` event. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to every client and stops listening to the engine; resolves when all are gone, after a second at most. */
  close(): Promise<void>;
}

/** `/ws`: calls and events in the frames of `shared/wire.ts`, for every client that has a session. */
export function createSocketServer({ engine, session, port, clock }: SocketServerOptions): SocketServer {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME_BYTES, perMessageDeflate: false, clientTracking: true });
  const clients = new Set<ClientSocket>();
  const unsubscribe = engine.subscribe((event) => {
    if (clients.size === 0) return;
    const text = JSON.stringify({ type: 'event', event } satisfies HostFrame);
    for (const client of clients) client.send(text);
  });
  return {
    upgrade(request, socket, head) {
      const { host = null, origin = null, cookie = null, authorization = null } = request.headers;
      if (request.url !== '/ws' || !isForUs({ host, origin }, port)) return refuse(socket);
      server.handleUpgrade(request, socket, head, (webSocket) => {
        if (!session.accepts({ cookie, authorization })) return webSocket.close(NO_SESSION, 'Open the printed address.');
        const client = serveClient(webSocket, engine, clock);
        clients.add(client);
        webSocket.on('close', () => clients.delete(client));
      });
    },
    async close() {
      unsubscribe();
      server.close();
      await Promise.all([...server.clients].map((webSocket) => sayGoodbye(webSocket, clock)));
    },
  };
}

function sayGoodbye(webSocket: WebSocket, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(GOODBYE_MS, () => webSocket.terminate());
    webSocket.on('close', () => {
      cancel();
      resolve();
    });
    webSocket.close(GOING_AWAY);
  });
}

function refuse(socket: Duplex): void {
  socket.on('error', () => {});
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
