const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The check character of an organisation code 组织机构代码 (GB 11714-1997) from its first eight characters, or undefined where
 * they are not eight digits or capital letters. Codes in use break it now and then, so it is for making codes, not for refusing them.
 */
export function organisationCheckCharacter(body: string): string | undefined {
  if (body.length !== WEIGHTS.length) return undefined;
  let sum = 0;
  for (const [place, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(body.charAt(place));
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return '0123456789X0'.charAt(11 - (sum % 11));
}
