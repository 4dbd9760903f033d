import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { describeProfile, profileHash, resolveProfile, SHIPPED_PROFILE_CODES, type Profile } from './profiles.ts';

const HASHES = {
  CQ: 'a59b7ecd1873eacfc1f66d3c142b38cdcd083bdda05c19c8513758e292a96717',
  CC: 'ec47881c9f472b566ddd1cc6e286cd4ea4cc7e980cfd2e0186c8f26bd713b990',
  SAMR: '9906b9af386e0716aaf3b924738b27c58d09017dc97b950f831c0a7ac4bc4de7',
  SY: '86ebb044d975bd433093dae403f77f53e886370b41d50672cb2fefc39536c64e',
  GA: 'dc12b9ea2d9c3a15fccea0c20c370baad990b4e32094c1b9c68ae2253983d478',
};

test.each(SHIPPED_PROFILE_CODES)('%s@1 has the hash that acts decided under it carry', (code) => {
  expect(profileHash(assertOk(resolveProfile(code)))).toBe(HASHES[code]);
});

test('the hash is SHA-256 of the canonical text by an implementation of other origin', () => {
  const profile = assertOk(resolveProfile('GA'));
  expect(profileHash(profile)).toBe(createHash('sha256').update(canonicalJson(profile), 'utf8').digest('hex'));
});

test('the hash changes with any single answer', () => {
  const profile = assertOk(resolveProfile('SY'));
  const hash = profileHash(profile);
  const parameters = describeProfile(profile).map(({ parameter }) => parameter);
  fc.assert(
    fc.property(fc.constantFrom(...parameters), fc.constantFrom('value', 'clause', 'source', 'statedIn', 'inheritedFrom'), (parameter, member) => {
      const changed: Profile = structuredClone(profile);
      const leaf = describeProfile(changed).find((answer) => answer.parameter === parameter);
      Object.assign(leaf ?? {}, { [member]: 'something else' });
      expect(profileHash(changed)).not.toBe(hash);
    }),
    { numRuns: 200 },
  );
});

test('canonical text does not depend on the order in which members were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).toReversed());
      expect(canonicalJson(reversed)).toBe(canonicalJson(object));
      expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
    }),
  );
});

// RFC 8785, section 3.2.3: members sort by UTF-16 code units.
test('members sort as RFC 8785 shows', () => {
  const shown = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
  expect(canonicalJson(shown)).toBe('{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}');
});
