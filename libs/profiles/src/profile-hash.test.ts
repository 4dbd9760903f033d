import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { describeProfile, profileHash, resolveProfile, SHIPPED_PROFILE_CODES, type Profile } from './profiles.ts';

const HASHES = {
  CQ: 'b153e2c4c8f019093b1e3113de1aaf291d41757fcc5122284c1af84cb6c7cec5',
  CC: '7f20600ee7b2e1cc72efdb4be2cd30d7de3b5dd3a8b428cf71cbd14aab3b2153',
  SAMR: '49fadf0b870fa70e98593ba3eca96b7d8cea45e72f7e79da65a22153dd08bb2e',
  SY: '0231677ebb82d4f2c6b8e93de2e78e119ffdb2757bb6b6fdc07143aaefaa8d10',
  GA: '2262be632b51e292a23fdf9dbf84d22a070a66db5d36e2eb10936a86f5411ab5',
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
