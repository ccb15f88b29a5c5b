import { lookup } from 'node:dns/promises';

/** All addresses of a name, as the system resolves it for connections (hosts file included). Rejects when there are none. */
export async function systemResolve(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
