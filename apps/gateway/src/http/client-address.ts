import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { isAnonymous, type Identity } from '@sortition/service-kit/identity';

const UNKNOWN = 'unknown';
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The network of one subscriber: whoever has an IPv6 address has 2^64 of them. */
function networkOf(address: string): string {
  const [, mapped] = MAPPED_IPV4.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::');
  const [front, back] = [head, tail].map((half) => half.split(':').filter((group) => group !== ''));
  const missing = Math.max(0, 8 - (front?.length ?? 0) - (back?.length ?? 0));
  const groups = [...front ?? [], ...Array.from({ length: missing }, () => '0'), ...back ?? []];
  return `${groups.slice(0, 4).map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/**
 * Where a request comes from. Each trusted proxy adds to `x-forwarded-for` whom it was asked by; what stands before that was written by
 * whoever asked the first of them, and is not believed. Without a trusted proxy the header means nothing.
 */
export function clientAddress({ headers, socket }: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }, trustedProxies: number): string {
  const direct = socket.remoteAddress ?? UNKNOWN;
  const forwarded = trustedProxies === 0 ? [] : String(headers['x-forwarded-for'] ?? '').split(',').map((entry) => entry.trim());
  const chain = [...forwarded.filter((entry) => entry !== ''), direct];
  const address = chain.at(Math.max(-chain.length, -1 - trustedProxies)) ?? direct;
  return networkOf(isIP(address) > 0 ? address : direct);
}

/** In whose name limits are counted: the person, or for the public the network. */
export const countedAs = (identity: Identity, address: string): string => (isAnonymous(identity) ? `address ${address}` : `subject ${identity.subject}`);
