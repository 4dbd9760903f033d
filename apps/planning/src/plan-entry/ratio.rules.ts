import { invariant } from '@sortition/kernel';

// ratios are counted in whole parts of a million millionths: exact, and never a binary fraction
const DECIMALS = 12;
const DECIMAL_TEXT = /^(0|1)?(?:\.(\d{1,12}))?$/;

/** A ratio in whole parts of 10⁻¹². */
export type RatioParts = bigint;

export const WHOLE: RatioParts = 10n ** BigInt(DECIMALS);

/** Reads decimal text between 0 and 1; null for anything else, an exponent or a thirteenth decimal included. */
export function partsOfRatio(text: string): RatioParts | null {
  const [match, whole = '0', decimals = ''] = DECIMAL_TEXT.exec(text) ?? [];
  if (match === undefined || match === '') return null;
  const parts = BigInt(whole) * WHOLE + BigInt(decimals.padEnd(DECIMALS, '0'));
  return parts > WHOLE ? null : parts;
}

/** For text that was read before. */
export function provenRatio(text: string): RatioParts {
  const parts = partsOfRatio(text);
  invariant(parts !== null, `${text} is a ratio`);
  return parts;
}

/** The one way to write a ratio: `.0500` and `0.05` are both `0.05`. */
export function printRatio(parts: RatioParts): string {
  const decimals = (parts % WHOLE).toString().padStart(DECIMALS, '0').replace(/0+$/, '');
  return decimals === '' ? (parts / WHOLE).toString() : `${parts / WHOLE}.${decimals}`;
}

/** Objects for each inspector with two decimals, rounded up so that a load is never told too small; null without inspectors. */
export function workloadPerInspector(objects: number, inspectors: number): string | null {
  if (inspectors === 0) return null;
  const hundredths = (BigInt(objects) * 100n + BigInt(inspectors) - 1n) / BigInt(inspectors);
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}
