import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { serveWith } from './http-adapter.ts';
import type { Sandbox } from '../sandbox.ts';

const HOST = '127.0.0.1';

export interface SandboxServer {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  /** Stops listening and breaks every open connection. */
  close(): Promise<void>;
}

/**
 * Puts a sandbox on a loopback port (0 = a free one). Requests must name this address as their Host, and come from no web
 * page of another origin. Rejects when the port is taken.
 */
export async function listen(sandbox: Sandbox, port: number): Promise<SandboxServer> {
  const server = createServer(listenerOf(sandbox));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const { port: boundPort } = server.address() as AddressInfo;
  return { baseUrl: `http://${HOST}:${boundPort}/v1`, close: () => closed(server) };
}

function listenerOf(sandbox: Sandbox): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    if (isForUs(incoming)) void serveWith(sandbox.fetch, incoming, outgoing);
    else outgoing.writeHead(403, { 'Content-Type': 'text/plain' }).end('The sandbox answers this machine only.\n');
  };
}

function isForUs({ headers, socket }: IncomingMessage): boolean {
  const hosts = [`${HOST}:${socket.localPort}`, `localhost:${socket.localPort}`];
  const { host, origin } = headers;
  return hosts.includes(host ?? '') && (origin === undefined || hosts.some((name) => origin === `http://${name}`));
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
