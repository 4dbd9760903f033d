import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { describeProfile, profileHash, resolveProfile, SHIPPED_PROFILE_CODES, type Profile } from './profiles.ts';

const HASHES = {
  CQ: '212ec62c924304d8179040299b666b65f455feae96b1a08e81ae6f26727048bf',
  CC: 'fd371c1081c806ba10212c07cc47661172466989f6d7f730811055e5059d3313',
  SAMR: 'f0888b5c536ba458a2054c4ee09d8cee420cd46d70c10fb83e2f65155877f067',
  SY: 'a57edc1b16e20b8087c9115e71f06e0ba1967618f6ce47efe136003ef804569e',
  GA: '01ce8467ec8aa7294799a69293da7c82067b280c450e9f1b54e9182d185051cb',
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
