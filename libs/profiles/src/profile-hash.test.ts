import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { describeProfile, profileHash, resolveProfile, SHIPPED_PROFILE_CODES, type Profile } from './profiles.ts';

const HASHES = {
  CQ: 'a59b7ecd1873eacfc1f66d3c142b38cdcd083bdda05c19c8513758e292a96717',
  CC: '75f06a17380bb8fd7acf049489fc50c2722df980af490af5f0615a81c6b958a9',
  SAMR: '0b0bb57d31a45f2c03e5352af80cbbf26a0ceb456a7dbaaf113be1e7c3b152e3',
  SY: '79ee6d1c9aa90e17553133918027186b857042651565460bc649e1f4eb1e8756',
  GA: '2edfefc25a824dbed8543d662022e492037ec65cd5402c122418c6400f809a82',
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
