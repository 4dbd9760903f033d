import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { completeUscc, organisationCheckCharacter, parseUscc, usccCheckCharacter } from './identifiers.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const SAMPLE = new URL('../../../../shared/data/enterprise/sample_20k_masked.csv.gz', import.meta.url);

const character = fc.constantFrom(...ALPHABET);
const digit = fc.constantFrom(...'0123456789');
const word = (part: fc.Arbitrary<string>, length: number) => fc.array(part, { minLength: length, maxLength: length }).map((parts) => parts.join(''));
const body = fc.tuple(word(character, 2), word(digit, 6), word(character, 9)).map((parts) => parts.join(''));

const refusedFor = (reason: string, details: object = {}) => ({
  ok: false,
  error: { kind: 'refusal', code: 'INVALID_VALUE', clause: 'GB 32100-2015', details: { field: 'uscc', reason, ...details } },
});

describe('a unified social credit code', () => {
  test('is read with its parts', () => {
    expect(assertOk(parseUscc('9144030071526726XG'))).toEqual({
      text: '9144030071526726XG', authority: '9', category: '1', divisionCode: '440300', organisationCode: '71526726X',
    });
  });

  test.each(['91330106MA21000290', '914403001922038216', '91330100799655058B', '91110000802100433B'])('%s is valid', (text) => {
    expect(assertOk(parseUscc(text)).text).toBe(text);
  });

  test('may have the check character 0, which one code in thirty-one has', () => {
    expect(usccCheckCharacter('91330106MA2100029')).toBe('0');
    expect(parseUscc('91330106MA21000290').ok).toBe(true);
  });

  test.each([
    ['91330106MA21000291', refusedFor('CHECK_CHARACTER', { expected: '0' })],
    ['91330106MA2100029', refusedFor('LENGTH', { length: 17 })],
    ['', refusedFor('LENGTH', { length: 0 })],
    ['91330106ma21000290', refusedFor('LOWER_CASE', { suggestion: '91330106MA21000290' })],
    ['91330106ma21000291', refusedFor('LOWER_CASE')],
    [' 91330106MA21000290', refusedFor('BLANK_SPACE', { suggestion: '91330106MA21000290' })],
    ['91330106 MA21000290\u3000', refusedFor('BLANK_SPACE', { suggestion: '91330106MA21000290' })],
    ['９１３３０１０６ＭＡ２１０００２９０', refusedFor('FULL_WIDTH', { suggestion: '91330106MA21000290' })],
    ['9133O106MA21000290', refusedFor('CHARACTER', { position: 5, suggestion: '91330106MA21000290' })],
    ['9I330106MA2I000290', refusedFor('CHARACTER', { position: 2, suggestion: '91330106MA21000290' })],
    ['91330106MA2100029-', refusedFor('CHARACTER', { position: 18 })],
    ['91A30106MA21000290', refusedFor('DIVISION')],
  ])('%j is refused with one precise reason', (text, refused) => {
    expect(parseUscc(text)).toEqual(refused);
  });

  test('is refused under the name of the field that it was given for', () => {
    expect(parseUscc('x', 'responsibleUnitUscc')).toMatchObject({ ok: false, error: { details: { field: 'responsibleUnitUscc' } } });
  });
});

describe('the check character', () => {
  test('completes any body to a valid code', () => {
    fc.assert(fc.property(body, (text) => {
      expect(assertOk(completeUscc(text)).text).toBe(`${text}${usccCheckCharacter(text)}`);
    }));
  });

  test('notices every single character that is changed', () => {
    fc.assert(fc.property(body, fc.nat(17), character, (text, place, other) => {
      const { text: valid } = assertOk(completeUscc(text));
      const changed = valid.slice(0, place) + other + valid.slice(place + 1);
      expect(parseUscc(changed).ok).toBe(changed === valid);
    }));
  });

  test('notices every two neighbours that are exchanged', () => {
    fc.assert(fc.property(body, fc.nat(15), (text, place) => {
      const { text: valid } = assertOk(completeUscc(text));
      const exchanged = valid.slice(0, place) + valid.charAt(place + 1) + valid.charAt(place) + valid.slice(place + 2);
      expect(parseUscc(exchanged).ok).toBe(exchanged === valid);
    }));
  });

  test('does not exist for what is no body', () => {
    for (const text of ['', '91330106MA210002', '91330106MA21000290', '91330106MA210002O']) {
      expect(usccCheckCharacter(text)).toBeUndefined();
      expect(parseUscc(text).ok).toBe(text === '91330106MA21000290');
    }
    expect(completeUscc('9133010')).toMatchObject({ ok: false, error: { details: { reason: 'LENGTH' } } });
  });

  test('is never offered in a suggestion that is not itself valid', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), body.map((text) => ` ${text.toLowerCase()}`), body.map((text) => `${text}I`)), (text) => {
      const parsed = parseUscc(text);
      const suggestion = parsed.ok ? undefined : parsed.error.details['suggestion'];
      if (suggestion !== undefined) expect(parseUscc(String(suggestion)).ok).toBe(true);
    }));
  });
});

describe('the check character of an organisation code (GB 11714)', () => {
  test.each([['71526726', 'X'], ['79965505', '8'], ['80210043', '3'], ['19220382', '1'], ['D2143569', 'X']])('of %s is %s', (text, check) => {
    expect(organisationCheckCharacter(text)).toBe(check);
  });

  test('does not exist for what is no body', () => {
    expect(organisationCheckCharacter('7152672')).toBeUndefined();
    expect(organisationCheckCharacter('7152672x')).toBeUndefined();
  });
});

test.skipIf(!existsSync(SAMPLE))('all of 20,000 codes of the public register are accepted (skipped where ../shared/data/enterprise is absent)', () => {
  const rows = gunzipSync(readFileSync(SAMPLE)).toString('utf8').trim().split('\n').slice(1);
  const codes = rows.flatMap((row) => /(?:^|,)([0-9A-Z]{18})(?:,|$)/.exec(row)?.[1] ?? []);
  expect(codes.length).toBeGreaterThan(19_000);
  expect(codes.filter((code) => !parseUscc(code).ok)).toEqual([]);
});
