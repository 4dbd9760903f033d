import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const address = (trustedProxies: number, remoteAddress: string | undefined, forwarded?: string): string =>
  clientAddress({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }, trustedProxies);

describe('the address of a client', () => {
  it.each([
    ['the one who connects', 0, '10.0.0.7', undefined, '10.0.0.7'],
    ['the one who connects, whatever is claimed, when no proxy is trusted', 0, '10.0.0.7', '203.0.113.9', '10.0.0.7'],
    ['whom the proxy was asked by', 1, '10.0.0.7', '203.0.113.9', '203.0.113.9'],
    ['whom the proxy was asked by, not what that one claimed', 1, '10.0.0.7', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['whom the first of two proxies was asked by', 2, '10.0.0.7', '198.51.100.1, 203.0.113.9, 10.0.0.6', '203.0.113.9'],
    ['what there is, when less came through than proxies are trusted', 3, '10.0.0.7', '203.0.113.9', '203.0.113.9'],
    ['the proxy, when it says nothing', 1, '10.0.0.7', undefined, '10.0.0.7'],
    ['the proxy, when it says what is no address', 1, '10.0.0.7', 'unknown', '10.0.0.7'],
    ['an IPv4 address written as IPv6', 0, '::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['the network of an IPv6 address', 0, '2001:0DB8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['… written short', 0, '2001:db8::6', undefined, '2001:db8:0:0::/64'],
    ['… or of this machine', 0, '::1', undefined, '0:0:0:0::/64'],
    ['nobody, when the connection is gone', 0, undefined, undefined, 'unknown'],
  ])('is %s', (_what, proxies, remote, forwarded, expected) => {
    expect(address(proxies, remote, forwarded)).toBe(expected);
  });
});
