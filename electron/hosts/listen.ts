import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Opens a port of 127.0.0.1 (0: any free one) and resolves with it. Rejects with the system's error. */
export function listenLocally(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => resolve((server.address() as AddressInfo).port));
  });
}
