import { ok, type Day, type Outcome } from '@sortition/kernel';
import { invalidValue } from './invalid-value.ts';
import { typingSlip } from './typing-slips.ts';

/** A citizen identity number 公民身份号码 (GB 11643-1999) and what it says. Personal data: never logged, masked in every answer. */
export interface CitizenId {
  /** 18 characters, also where the old form of 15 was given, so that one person has one key. */
  readonly text: string;
  /** 地址码: the division of the first registration, under the GB/T 2260 of that day; not evidence that a division exists. */
  readonly divisionCode: string;
  readonly birthday: Day;
  readonly sex: 'MALE' | 'FEMALE';
}

const STANDARD = 'GB 11643-1999';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * Reads a citizen identity number of 18 characters, or of 15 digits as issued until 1999. Enforced are the form, the check
 * character and that the day of birth exists; not that the person, or the division, does.
 *
 * Refuses with `INVALID_VALUE` and reason `BLANK_SPACE`, `FULL_WIDTH`, `LOWER_CASE`, `LENGTH`, `CHARACTER`, `BIRTHDAY` or
 * `CHECK_CHARACTER`. Unlike other codes nothing of the number, and no suggestion, enters the refusal: it is personal data.
 */
export function parseCitizenId(text: string, field = 'citizenId'): Outcome<CitizenId> {
  const slip = typingSlip(text);
  if (slip !== undefined) return invalidValue(STANDARD, field, slip);
  if (text.length !== 18 && text.length !== 15) return invalidValue(STANDARD, field, 'LENGTH', { length: text.length });
  if (!/^(?:\d{15}|\d{17}[\dX])$/.test(text)) return invalidValue(STANDARD, field, 'CHARACTER');

  // The short form has no century. Numbers of that form were given in the twentieth, and to nobody born before 1900.
  const body = text.length === 18 ? text.slice(0, 17) : `${text.slice(0, 6)}19${text.slice(6)}`;
  const birthday = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`;
  if (!exists(birthday)) return invalidValue(STANDARD, field, 'BIRTHDAY');
  const check = citizenIdCheckCharacter(body) ?? '';
  if (text.length === 18 && text.charAt(17) !== check) return invalidValue(STANDARD, field, 'CHECK_CHARACTER');
  return ok({ text: body + check, divisionCode: body.slice(0, 6), birthday, sex: Number(body.charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE' });
}

/** The check character (ISO 7064, MOD 11-2) of the first 17 digits, or undefined where they are not 17 digits. */
export function citizenIdCheckCharacter(body: string): string | undefined {
  if (!/^\d{17}$/.test(body)) return undefined;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(body.charAt(place)), 0);
  return '10X98765432'.charAt(sum % 11);
}

function exists(day: string): boolean {
  const instant = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
}
