/**
 * Loaded into a program before its own modules (`--import`): nothing connects to anything any more, not even on this machine; what comes in is served.
 * Each try is noted in the file that `NO_NETWORK_TRIES` names, after a first line that says that this is loaded.
 */
import { Socket as Datagrams } from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isIP, Socket } from 'node:net';

const file = process.env['NO_NETWORK_TRIES'];
if (!file) throw new Error('NO_NETWORK_TRIES names no file');
const note = (line: string) => appendFileSync(file, `${line}\n`);
note('no network');

/** As systems say it that have none. */
function unreachable(what: unknown): Error {
  note(JSON.stringify(what) ?? String(what));
  return Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH', errno: -101, syscall: 'connect' });
}

Socket.prototype.connect = function connect(this: Socket, ...to: unknown[]): Socket {
  const [options] = Array.isArray(to[0]) ? (to[0] as unknown[]) : to;
  const error = unreachable(options && typeof options === 'object' ? { host: Reflect.get(options, 'host'), port: Reflect.get(options, 'port') } : options);
  process.nextTick(() => this.destroy(error));
  return this;
};

Datagrams.prototype.send = function send(this: Datagrams): void {
  throw unreachable('a datagram');
};

/** A name is looked up elsewhere; an address is its own answer, and servers ask for theirs. */
const { lookup } = dns;
dns.lookup = ((name: string, ...rest: unknown[]) =>
  isIP(name) > 0 ? Reflect.apply(lookup, dns, [name, ...rest]) : process.nextTick(rest.at(-1) as () => void, unreachable(name))) as typeof lookup;
dns.promises.lookup = ((name: string) => Promise.reject(unreachable(name))) as typeof dns.promises.lookup;
syncBuiltinESMExports();
