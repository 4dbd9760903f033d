import { assertOk } from '@sortition/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRegistrationNumber, registrationCheckDigit } from './identifiers.ts';

const body = fc.array(fc.constantFrom(...'0123456789'), { minLength: 14, maxLength: 14 }).map((digits) => digits.join(''));

describe('a registration number of 15 digits', () => {
  test('is read with its office and sequence', () => {
    expect(assertOk(parseRegistrationNumber('110108000000016'))).toEqual({ text: '110108000000016', officeCode: '110108', sequence: '00000001' });
  });

  test.each([
    ['110108000000017', 'CHECK_DIGIT'],
    ['3209231100626', 'LENGTH'],
    ['320506NA000043X', 'CHARACTER'],
    ['11010800000001x', 'CHARACTER'],
    ['１10108000000016', 'FULL_WIDTH'],
    ['110108 000000016', 'BLANK_SPACE'],
    ['', 'LENGTH'],
  ])('%j is refused for %s', (text, reason) => {
    expect(parseRegistrationNumber(text)).toMatchObject({ ok: false, error: { code: 'INVALID_VALUE', clause: 'GS 15-2006', details: { field: 'registrationNumber', reason } } });
  });

  test('is completed by its check digit, which notices every changed digit', () => {
    fc.assert(fc.property(body, fc.nat(14), fc.constantFrom(...'0123456789'), (text, place, other) => {
      const valid = `${text}${registrationCheckDigit(text)}`;
      expect(parseRegistrationNumber(valid).ok).toBe(true);
      const changed = valid.slice(0, place) + other + valid.slice(place + 1);
      expect(parseRegistrationNumber(changed).ok).toBe(changed === valid);
    }));
  });

  test('has no check digit for what is no body', () => {
    expect(registrationCheckDigit('1101080000000')).toBeUndefined();
    expect(registrationCheckDigit('11010800000001')).toBe('6');
  });
});
