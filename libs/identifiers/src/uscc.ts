import { ok, type Outcome } from '@sortition/kernel';
import { invalidValue } from './invalid-value.ts';
import { typingSlip, withoutSlips } from './typing-slips.ts';

/** A unified social credit code 统一社会信用代码 and its parts (GB 32100-2015 clause 4). */
export interface Uscc {
  readonly text: string;
  /** 登记管理部门: the first character; 9 is market regulation, 5 civil affairs, 1 staffing (编办), others by the standard's table. */
  readonly authority: string;
  /** 机构类别: the second character, read together with the first; `91` is an enterprise, `92` an individual business, `93` a farmers' cooperative. */
  readonly category: string;
  /**
   * 登记管理机关行政区划码: where the code was issued, under the GB/T 2260 of that day. It never changes with the map, and
   * development zones use codes that are in no list, so it is not evidence that a division exists.
   */
  readonly divisionCode: string;
  /** 主体标识码: the organisation code of GB 11714, nine characters. Its own check character is not enforced. */
  readonly organisationCode: string;
}

const STANDARD = 'GB 32100-2015';
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const LOOKALIKES: ReadonlyMap<string, string> = new Map([['O', '0'], ['I', '1'], ['Z', '2'], ['S', '5'], ['V', 'U']]);

/**
 * Reads a unified social credit code.
 *
 * Refuses with `INVALID_VALUE`, `details.reason` being `BLANK_SPACE`, `FULL_WIDTH`, `LOWER_CASE`, `LENGTH`, `CHARACTER`
 * (with `position`), `DIVISION` or `CHECK_CHARACTER` (with `expected`). Where a correction of the typing, or of the letters
 * I, O, S, V and Z, which no code has, yields a valid code, it is offered as `suggestion`; it is never applied.
 * @param field the field's name in the refusal
 */
export function parseUscc(text: string, field = 'uscc'): Outcome<Uscc> {
  const fault = faultOf(text);
  if (fault === undefined) {
    return ok({ text, authority: text.slice(0, 1), category: text.slice(1, 2), divisionCode: text.slice(2, 8), organisationCode: text.slice(8, 17) });
  }
  const suggestion = suggestionFor(text);
  return invalidValue(STANDARD, field, fault.reason, { ...fault.details, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** The check character of the first 17 characters, or undefined where they are not 17 characters of the code's alphabet. */
export function usccCheckCharacter(body: string): string | undefined {
  if (body.length !== WEIGHTS.length) return undefined;
  let sum = 0;
  for (const [place, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(body.charAt(place));
    if (value < 0) return undefined;
    sum += value * weight;
  }
  // The outer remainder matters: without it a remainder of 0 asks for the 32nd character, and every code ending in 0 is lost.
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** A whole code from its first 17 characters. Refuses like {@link parseUscc}. */
export const completeUscc = (body: string): Outcome<Uscc> => parseUscc(`${body}${usccCheckCharacter(body) ?? ''}`);

interface Fault {
  readonly reason: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

function faultOf(text: string): Fault | undefined {
  const slip = typingSlip(text);
  if (slip !== undefined) return { reason: slip };
  if (text.length !== 18) return { reason: 'LENGTH', details: { length: text.length } };
  const wrong = [...text].findIndex((character) => !ALPHABET.includes(character));
  if (wrong >= 0) return { reason: 'CHARACTER', details: { position: wrong + 1 } };
  if (!/^\d{6}$/.test(text.slice(2, 8))) return { reason: 'DIVISION' };
  const expected = usccCheckCharacter(text.slice(0, 17));
  if (expected !== undefined && text.charAt(17) !== expected) return { reason: 'CHECK_CHARACTER', details: { expected } };
  return undefined;
}

function suggestionFor(text: string): string | undefined {
  const normal = withoutSlips(text);
  const candidates = [normal, [...normal].map((character) => LOOKALIKES.get(character) ?? character).join('')];
  return candidates.find((candidate) => candidate !== text && faultOf(candidate) === undefined);
}
