/** The browser host's loopback server: the renderer's files, media, and a WebSocket that binds the contract. Listens on 127.0.0.1 only. */
import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine/engine-types.ts';
import type { Logger } from '../engine/log.ts';
import { createApp } from './app.ts';
import { listenLocally } from '../hosts/listen.ts';
import { createSession } from './session.ts';
import { createSocketServer } from './socket-server.ts';

export interface GatewayOptions {
  engine: Pick<Engine, 'call' | 'subscribe' | 'media' | 'outgoing'>;
  /** 0: any free one. */
  port: number;
  /** Who opens the page with it gets a session; programs send it as a Bearer token. */
  token: string;
  /** Folder of the renderer's build, and its page inside it. */
  pages: { root: string; index: string };
  clock: Clock;
  log: Logger;
}

export interface Gateway {
  port: number;
  /** The address to open, token included: show it to the person, write it to no log. */
  address: string;
  /** Drops every connection. Idempotent. */
  close(): Promise<void>;
}

/** Resolves when it listens. Rejects with CONFLICT when the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const server = createServer();
  const port = await listen(server, options.port);
  const session = createSession(options.token, port);
  const app = createApp({ ...options, session, port });
  const sockets = createSocketServer({ ...options, session, port });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing));
  server.on('upgrade', sockets.upgrade);
  return {
    port,
    address: `http://127.0.0.1:${port}/?token=${options.token}`,
    close: () => close(server, sockets.close),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return listenLocally(server, port).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error, port);
  });
}

function cannotListen(error: NodeJS.ErrnoException, port: number): AppError {
  const why = error.code === 'EADDRINUSE' ? 'another program has it' : `the system says ${error.code}`;
  return new AppError('CONFLICT', `Port ${port} cannot be opened: ${why}. Nothing was started. Choose another with --port.`, { port }, error);
}

async function close(server: Server, closeSockets: () => Promise<void>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  await closeSockets();
  server.closeAllConnections();
  await closed;
}
