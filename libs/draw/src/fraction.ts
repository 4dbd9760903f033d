/** An exact, unreduced fraction with a positive denominator. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reads an unsigned decimal string such as `0.05`; null for anything else, exponents and signs included. */
export function parseDecimal(text: string): Fraction | null {
  const match = /^(0|[1-9][0-9]{0,17})(?:\.([0-9]{1,18}))?$/.exec(text);
  if (match === null) return null;
  const [, whole = '', decimals = ''] = match;
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
}

/** A fraction as a decimal string, exact where it ends within 18 places, else rounded down there. */
export function decimalOf({ numerator, denominator }: Fraction): string {
  const places = 18;
  const scaled = ((numerator * 10n ** BigInt(places)) / denominator).toString().padStart(places + 1, '0');
  const decimals = scaled.slice(-places).replace(/0+$/, '');
  return scaled.slice(0, -places) + (decimals === '' ? '' : `.${decimals}`);
}
