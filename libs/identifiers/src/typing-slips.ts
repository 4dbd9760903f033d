/** What is wrong with the way a code was typed, before its standard is asked. */
export type TypingSlip = 'BLANK_SPACE' | 'FULL_WIDTH' | 'LOWER_CASE';

/** The first slip of a typed code, or undefined: blanks, full-width characters of an input method, lower case. */
export function typingSlip(text: string): TypingSlip | undefined {
  if (/\s/u.test(text)) return 'BLANK_SPACE';
  if (/[\uFF01-\uFF5E]/u.test(text)) return 'FULL_WIDTH';
  if (/[a-z]/u.test(text)) return 'LOWER_CASE';
  return undefined;
}

/** The same code without slips: what a person probably meant, to be offered and never to be stored unasked. */
export const withoutSlips = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();
