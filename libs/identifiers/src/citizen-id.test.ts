import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenIdCheckCharacter, parseCitizenId } from './identifiers.ts';

/** The two numbers that GB 11643 itself gives as examples. */
const WOMAN_OF_BEIJING = '11010519491231002X';
const MAN_OF_1880 = '440524188001010014';

const days = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2024-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const number = fc.tuple(fc.integer({ min: 110_000, max: 659_999 }), days, fc.integer({ min: 1, max: 999 })).map(([division, birthday, sequence]) => {
  const body = `${division}${birthday.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return { text: `${body}${citizenIdCheckCharacter(body)}`, birthday, sequence };
});

describe('a citizen identity number', () => {
  test.each([
    [WOMAN_OF_BEIJING, { text: WOMAN_OF_BEIJING, divisionCode: '110105', birthday: '1949-12-31', sex: 'FEMALE' }],
    [MAN_OF_1880, { text: MAN_OF_1880, divisionCode: '440524', birthday: '1880-01-01', sex: 'MALE' }],
    ['110105491231002', { text: WOMAN_OF_BEIJING, divisionCode: '110105', birthday: '1949-12-31', sex: 'FEMALE' }],
  ])('%s is read', (text, expected) => {
    expect(assertOk(parseCitizenId(text))).toEqual(expected);
  });

  test.each([
    ['110105194912310021', 'CHECK_CHARACTER'],
    ['11010519491231002x', 'LOWER_CASE'],
    ['11010519490229002X', 'BIRTHDAY'],
    ['110105491331002', 'BIRTHDAY'],
    ['11010519491231X02X', 'CHARACTER'],
    ['1101051949123100', 'LENGTH'],
    ['110105 19491231002X', 'BLANK_SPACE'],
    ['１1010519491231002X', 'FULL_WIDTH'],
    ['', 'LENGTH'],
  ])('%j is refused for %s', (text, reason) => {
    expect(parseCitizenId(text)).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', clause: 'GB 11643-1999', details: { field: 'citizenId', reason } } });
  });

  test('is read back as it was made', () => {
    fc.assert(fc.property(number, ({ text, birthday, sequence }) => {
      expect(assertOk(parseCitizenId(text))).toEqual({ text, divisionCode: text.slice(0, 6), birthday, sex: sequence % 2 === 1 ? 'MALE' : 'FEMALE' });
    }));
  });

  test('has one text for its old and its new form', () => {
    fc.assert(fc.property(number.filter(({ birthday }) => birthday < '2000'), ({ text }) => {
      expect(assertOk(parseCitizenId(text.slice(0, 6) + text.slice(8, 17))).text).toBe(text);
    }));
  });

  test('is refused for every single changed character, and the refusal repeats nothing of it', () => {
    fc.assert(fc.property(number, fc.nat(17), fc.constantFrom(...'0123456789X'), ({ text }, place, other) => {
      const changed = text.slice(0, place) + other + text.slice(place + 1);
      const parsed = parseCitizenId(changed);
      expect(parsed.ok).toBe(changed === text);
      if (!parsed.ok) expect(JSON.stringify(parsed.error)).not.toMatch(new RegExp(`${changed.slice(6, 14)}|${changed.slice(14)}`));
    }));
  });
});
