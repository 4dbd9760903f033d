import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { describeProfile, profileHash, resolveProfile, SHIPPED_PROFILE_CODES, type Profile } from './profiles.ts';

const HASHES = {
  CQ: 'a1579bd8b9e9a1bdbe8d7b0ca227378ebf1979793b2bc6e3157846459ecb57e1',
  CC: '5a3dd1278967cf772294b06674f93347e1c05a01d457b72e50b46e21567a848e',
  SAMR: 'af28872f108debc4369c0b01e6285969766da05312407570d231a6d8188a45cb',
  SY: '0eb6b9d24b9753e9f46856c1185dfe366b083b63eaad5c23a7add75e446f482b',
  GA: 'ada01069725bcff1145ccf4db7dcfdc53ee32f8c45d2eababf0e325f12a17ed3',
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
