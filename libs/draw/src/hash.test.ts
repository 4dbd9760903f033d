import { createHash } from 'node:crypto';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hasherOf, taggedHash, type HashAlgorithm } from './hash.ts';

const NATIVE = { 'SHA-256': 'sha256', SM3: 'sm3' } as const satisfies Record<HashAlgorithm, string>;

describe('published answers', () => {
  it.each([
    ['SHA-256', '616263', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA-256', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['SM3', '616263', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['SM3', '61626364'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ] as const)('%s of %s', (algorithm, input, digest) => {
    expect(bytesToHex(hasherOf(algorithm)(hexToBytes(input)))).toBe(digest);
  });
});

test.each(['SHA-256', 'SM3'] as const)('%s gives what the native one gives, whatever the length', (algorithm) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
      expect(bytesToHex(hasherOf(algorithm)(data))).toBe(createHash(NATIVE[algorithm]).update(data).digest('hex'));
    }),
  );
});

test('a tag ends at a zero byte, so that it cannot run into what follows', () => {
  const hasher = hasherOf('SHA-256');
  expect(taggedHash(hasher, 'a', 'bc')).toBe(bytesToHex(hasher(utf8ToBytes('a\u0000bc'))));
  expect(taggedHash(hasher, 'ab', 'c')).not.toBe(taggedHash(hasher, 'a', 'bc'));
});
