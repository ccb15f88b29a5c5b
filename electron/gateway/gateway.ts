/** The browser host's loopback server: the renderer's files, media, and a WebSocket that binds the contract. Listens on 127.0.0.1 only. */
import { getRequestListener } from '@hono/node-server';
import { createServer, type Server, type ServerResponse } from 'node:http';
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
  /** Ends what is being answered, within a second, and drops every connection. Idempotent. */
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
  const answering = new Set<ServerResponse>();
  server.on('request', (incoming, outgoing) => {
    answering.add(outgoing);
    outgoing.on('close', () => answering.delete(outgoing));
    void answer(incoming, outgoing);
  });
  server.on('upgrade', sockets.upgrade);
  return {
    port,
    address: `http://127.0.0.1:${port}/?token=${options.token}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await sockets.close();
      await allAnswered(answering, options.clock);
      server.closeAllConnections();
      await closed;
    },
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

/** So long is waited for answers that are under way, ms: cut short, a page takes a file for broken. */
const LAST_ANSWERS_MS = 1_000;

function allAnswered(answering: ReadonlySet<ServerResponse>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    if (answering.size === 0) return resolve();
    const cancel = clock.setTimer(LAST_ANSWERS_MS, resolve);
    for (const outgoing of answering)
      outgoing.on('close', () => {
        if (answering.size > 0) return;
        cancel();
        resolve();
      });
  });
}
