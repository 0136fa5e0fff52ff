import { BlockList, isIP } from 'node:net';
import { SettingsError } from '../settings-error.ts';

const GROUPS = 8;
const GROUPS_OF_NETWORK = 4;
const BITS = { 4: 32, 6: 128 };

/**
 * The proxies an operator trusts, from addresses and ranges such as `10.0.0.0/8` and `fd00::/8`.
 * @throws SettingsError for what is neither
 */
export function proxiesNamed(names: readonly string[]): BlockList {
  const list = new BlockList();
  for (const name of names) {
    const [, text = '', bits] = /^([^/]*)(?:\/(\d+))?$/.exec(name) ?? [];
    const family = isIP(text) as 0 | 4 | 6;
    if (family === 0) throw notNamed(name);
    const prefix = bits === undefined ? BITS[family] : Number(bits);
    if (prefix > BITS[family]) throw notNamed(name);
    list.addSubnet(text, prefix, `ipv${family}`);
  }
  return list;
}

/**
 * Where a request comes from: the socket's address, or, as long as that is a trusted proxy, what the
 * proxy says in `X-Forwarded-For`, which is read from the right. What stands to the left of the first
 * address that is not a trusted proxy was written by nobody in particular.
 * @param socket the socket's address
 * @param forwarded the value of `X-Forwarded-For`
 */
export function callersAddress(
  socket: string,
  forwarded: string | null,
  trusted: BlockList,
): string {
  const hops = forwarded?.split(',') ?? [];
  let caller = normalAddress(socket) ?? socket;
  while (isTrusted(caller, trusted)) {
    const next = normalAddress(withoutPort(hops.pop()?.trim() ?? ''));
    if (next === undefined) return caller;
    caller = next;
  }
  return caller;
}

/**
 * What limits count: an IPv4 address, or the first 64 bits of an IPv6 address, which is what one
 * subscriber has at least.
 * @param address as `callersAddress` gives it
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  return `${groupsOf(address).slice(0, GROUPS_OF_NETWORK).join(':')}::/64`;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** One spelling for each address, without a zone; IPv4 inside of IPv6 is IPv4. */
function normalAddress(text: string): string | undefined {
  const [address = ''] = text.split('%');
  const family = isIP(address);
  if (family === 0) return undefined;
  if (family === 4) return address;
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(shortest) ?? [];
  if (high === undefined || low === undefined) return shortest;
  return [high, low]
    .map(group => parseInt(group, 16))
    .flatMap(number => [number >> 8, number & 0xff])
    .join('.');
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/.exec(hop) ?? [];
  return bracketed ?? plain ?? hop;
}

/** The eight groups of an IPv6 address in its normal spelling. */
function groupsOf(address: string): string[] {
  const [left = '', right = ''] = address.split('::');
  const [start, end] = [left, right].map(side => (side === '' ? [] : side.split(':'))) as [
    string[],
    string[],
  ];
  return [...start, ...Array<string>(GROUPS - start.length - end.length).fill('0'), ...end];
}

function notNamed(name: string): SettingsError {
  return new SettingsError(`${name} is no address and no range of addresses, such as 10.0.0.0/8.`);
}
