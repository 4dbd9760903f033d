import { ok, type Outcome } from '@sortition/kernel';
import { invalidValue } from './invalid-value.ts';
import { typingSlip, withoutSlips } from './typing-slips.ts';

export type DivisionLevel = 'PROVINCE' | 'CITY' | 'COUNTY';

/** An administrative division code 行政区划代码 (GB/T 2260) as a form; whether such a division exists is a question of the day. */
export interface DivisionCode {
  readonly text: string;
  readonly level: DivisionLevel;
}

export const DIVISION_STANDARD = 'GB/T 2260-2007';

/**
 * Reads the form of a division code: six digits, of which the last four of a province and the last two of a city are zero.
 * Refuses with `INVALID_VALUE` and reason `BLANK_SPACE`, `FULL_WIDTH`, `LENGTH` or `CHARACTER`.
 */
export function parseDivisionCode(text: string, field = 'divisionCode'): Outcome<DivisionCode> {
  const slip = typingSlip(text);
  if (slip !== undefined && slip !== 'LOWER_CASE') return invalidValue(DIVISION_STANDARD, field, slip, { suggestion: withoutSlips(text) });
  if (text.length !== 6) return invalidValue(DIVISION_STANDARD, field, 'LENGTH', { length: text.length });
  if (!/^[1-9]\d{5}$/.test(text)) return invalidValue(DIVISION_STANDARD, field, 'CHARACTER');
  return ok({ text, level: levelOf(text) });
}

export function levelOf(code: string): DivisionLevel {
  if (code.endsWith('0000')) return 'PROVINCE';
  return code.endsWith('00') ? 'CITY' : 'COUNTY';
}

export const provinceCodeOf = (code: string): string => `${code.slice(0, 2)}0000`;
export const cityCodeOf = (code: string): string => `${code.slice(0, 4)}00`;
