import { isIP } from 'node:net';
import { isPrivateAddress } from './private-addresses.ts';

/** All addresses of a host name. Rejects when there are none. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** null: go ahead. `refused` is final; `failed` may pass later. */
export type HostVerdict = { kind: 'refused' | 'failed'; message: string } | null;

/**
 * Says whether outputs may be fetched from a URL: http(s) only, and never from a private address, unless it is the host of the API
 * itself (design, section 7). Names are resolved and each of their addresses must pass. The connection resolves once more: a name
 * that changes its answer in between gets a GET without a key, and no more.
 */
export function createHostGuard(baseUrl: string, resolve: Resolve): (url: URL) => Promise<HostVerdict> {
  const home = hostOf(new URL(baseUrl));
  return async (url) => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused(`Outputs are fetched by http and https only, not by ${url.protocol}`);
    if (url.username || url.password) return refused('The output’s address carries a user name or password.');
    const host = hostOf(url);
    if (host === home) return null;
    const addresses = await addressesOf(host, resolve);
    if (addresses.length === 0) return { kind: 'failed', message: `The host ${host} could not be found.` };
    const inner = addresses.filter(isPrivateAddress);
    if (inner.length === 0) return null;
    const own = isIP(home) ? [home] : await addressesOf(home, resolve);
    return inner.every((address) => own.includes(address)) ? null : refused(`The output lies at ${host}, inside a private network. It was not fetched.`);
  };
}

/** Host name or address, without the brackets of IPv6. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

async function addressesOf(host: string, resolve: Resolve): Promise<string[]> {
  if (isIP(host)) return [host];
  return resolve(host).catch(() => []);
}

function refused(message: string): HostVerdict {
  return { kind: 'refused', message };
}
