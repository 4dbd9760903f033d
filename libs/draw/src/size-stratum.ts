import { ok, refuse, type Outcome } from '@sortition/kernel';
import { decimalOf, parseDecimal, type Fraction } from './fraction.ts';

/** How many units a stratum gives: a share of its population as a decimal string (`0.05`), or a number. */
export type Sizing = { readonly ratio: string } | { readonly number: number };

/** What becomes of a fraction of a unit; `draw.rounding` of the profile. */
export type Rounding = 'CEIL' | 'HALF_UP' | 'FLOOR';

export interface StratumSizing {
  readonly population: number;
  readonly sizing: Sizing;
  readonly rounding: Rounding;
  /** The least that a stratum with any unit gives, at least 1, so that no unit has probability 0. */
  readonly minimum: number;
}

export interface StratumSize {
  readonly size: number;
  /** How the size came about, for the printed certificate. */
  readonly explanation: { readonly zh: string; readonly en: string };
}

/**
 * The sample size of a stratum, in exact arithmetic: 101 units by `0.05` are 5.05, rounded up to 6.
 * @errors INVALID_VALUE for a ratio outside (0, 1], and for a number outside 1…population: a list is never silently shorter.
 */
export function sizeStratum(stratum: StratumSizing, clause: string | null): Outcome<StratumSize> {
  const { population, sizing } = stratum;
  if (!Number.isSafeInteger(population) || population < 0) return refuse('INVALID_VALUE', clause, { field: 'population' });
  if (!Number.isSafeInteger(stratum.minimum) || stratum.minimum < 1) return refuse('INVALID_VALUE', clause, { field: 'minimum' });
  return 'ratio' in sizing ? sizeByRatio(stratum, sizing.ratio, clause) : sizeByNumber(population, sizing.number, clause);
}

function sizeByNumber(population: number, number: number, clause: string | null): Outcome<StratumSize> {
  if (!Number.isSafeInteger(number) || number < 1 || number > population) {
    return refuse('INVALID_VALUE', clause, { field: 'number', number, population });
  }
  return ok({ size: number, explanation: { zh: `按数量抽取 ${number} 个，共 ${population} 个`, en: `${number} of ${population} by number` } });
}

function sizeByRatio({ population, rounding, minimum }: StratumSizing, ratio: string, clause: string | null): Outcome<StratumSize> {
  const share = parseDecimal(ratio);
  if (share === null || share.numerator <= 0n || share.numerator > share.denominator) {
    return refuse('INVALID_VALUE', clause, { field: 'ratio', ratio });
  }
  const exact = { numerator: BigInt(population) * share.numerator, denominator: share.denominator };
  const rounded = Number(round(exact, rounding));
  const size = Math.min(population, Math.max(minimum, rounded));
  const product = `${population} × ${ratio} = ${decimalOf(exact)}`;
  return ok({
    size,
    explanation: {
      zh: `${product}，${ROUNDED.zh[rounding]}为 ${rounded}${size === rounded ? '' : `，按下限 ${minimum}、上限 ${population} 取 ${size}`}`,
      en: `${product}, ${ROUNDED.en[rounding]} to ${rounded}${size === rounded ? '' : `, kept between ${minimum} and ${population}: ${size}`}`,
    },
  });
}

const ROUNDED = {
  zh: { CEIL: '向上取整', HALF_UP: '四舍五入', FLOOR: '向下取整' },
  en: { CEIL: 'rounded up', HALF_UP: 'rounded half up', FLOOR: 'rounded down' },
} as const satisfies Record<'zh' | 'en', Record<Rounding, string>>;

function round({ numerator, denominator }: Fraction, rounding: Rounding): bigint {
  switch (rounding) {
    case 'CEIL':
      return (numerator + denominator - 1n) / denominator;
    case 'HALF_UP':
      return (2n * numerator + denominator) / (2n * denominator);
    case 'FLOOR':
      return numerator / denominator;
  }
}
