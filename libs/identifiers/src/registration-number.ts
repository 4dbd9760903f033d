import { ok, type Outcome } from '@sortition/kernel';
import { invalidValue } from './invalid-value.ts';
import { typingSlip, withoutSlips } from './typing-slips.ts';

/** A registration number 工商注册号 of the time before the unified code, 15 digits (GS 15-2006). */
export interface RegistrationNumber {
  readonly text: string;
  /** 首次登记机关代码: the office of the first registration; mostly, but not always, a division code of its day. */
  readonly officeCode: string;
  readonly sequence: string;
}

const STANDARD = 'GS 15-2006';

/**
 * Reads a 15-digit registration number and enforces its check digit (GB/T 17710, MOD 11,10).
 *
 * Not read are the 13-digit numbers of before 2007, which have no check digit, the numbers of farmers' cooperatives with
 * letters, and the office's name written into the number: `INVALID_VALUE` with reason `BLANK_SPACE`, `FULL_WIDTH`,
 * `LENGTH`, `CHARACTER` or `CHECK_DIGIT` (with `expected`).
 */
export function parseRegistrationNumber(text: string, field = 'registrationNumber'): Outcome<RegistrationNumber> {
  const slip = typingSlip(text);
  if (slip !== undefined && slip !== 'LOWER_CASE') return invalidValue(STANDARD, field, slip, { suggestion: withoutSlips(text) });
  if (text.length !== 15) return invalidValue(STANDARD, field, 'LENGTH', { length: text.length });
  if (!/^\d{15}$/.test(text)) return invalidValue(STANDARD, field, 'CHARACTER');
  const expected = registrationCheckDigit(text.slice(0, 14));
  if (text.charAt(14) !== expected) return invalidValue(STANDARD, field, 'CHECK_DIGIT', { expected: expected ?? '' });
  return ok({ text, officeCode: text.slice(0, 6), sequence: text.slice(6, 14) });
}

/** The check digit of the first 14 digits, or undefined where they are not 14 digits. */
export function registrationCheckDigit(body: string): string | undefined {
  if (!/^\d{14}$/.test(body)) return undefined;
  let product = 10;
  for (const digit of body) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return String((11 - product) % 10);
}
