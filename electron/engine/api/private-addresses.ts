import { BlockList, isIP } from 'node:net';

/** Networks that are not the public internet: this machine, its neighbours, carriers' inner nets, and what nobody routes. */
const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** `::/96` holds loopback, the unspecified address and the old IPv4-compatible form; 6to4 and Teredo tunnel to any IPv4 address. */
const IPV6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** IPv6 notations of an IPv4 address: mapped, and NAT64, which networks without IPv4 use for public servers too. */
const EMBEDDING = ['::ffff:', '64:ff9b::'] as const;

const blocked = new BlockList();
for (const [net, bits] of IPV4) {
  blocked.addSubnet(net, bits, 'ipv4');
  for (const prefix of EMBEDDING) blocked.addSubnet(prefix + net, 96 + bits, 'ipv6');
}
for (const [net, bits] of IPV6) blocked.addSubnet(net, bits, 'ipv6');

/** True for loopback, private, link-local, carrier-grade and other non-public addresses, and for whatever is no address at all. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  return family === 0 || blocked.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
