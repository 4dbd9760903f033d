// Tails of the distributions that the audit compares with. Accurate to at least nine digits where the tests look.

const LANCZOS: readonly [number, ...number[]] = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_59, 12.507_343_278_686_905,
  -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
];

/** The logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first, ...rest] = LANCZOS;
  const series = rest.reduce((sum, coefficient, i) => sum + coefficient / (x + i), first);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

const PRECISION = 1e-16;
const STEPS = 1_000_000;

/** The chance that a gamma variable of shape `a` and scale 1 is at most `x`; for whole `a`, that a Poisson variable of mean `x` is at least `a`. */
export function gammaBelow(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? seriesBelow(a, x) : 1 - fractionAbove(a, x);
}

/** The chance that it is above `x`. */
export function gammaAbove(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - seriesBelow(a, x) : fractionAbove(a, x);
}

const gammaWeight = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - logGamma(a));

function seriesBelow(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < STEPS && term > sum * PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * gammaWeight(a, x);
}

/** The continued fraction of the upper tail, evaluated from the front. */
function fractionAbove(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let product = d;
  for (let i = 1; i < STEPS; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (nonZero(numerator * d + b, tiny));
    c = nonZero(b + numerator / c, tiny);
    const factor = c * d;
    product *= factor;
    if (Math.abs(factor - 1) < PRECISION * 10) break;
  }
  return product * gammaWeight(a, x);
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);

/** The chance that a chi-square variable is at least `x`. */
export const chiSquareAbove = (x: number, freedom: number): number => gammaAbove(freedom / 2, x / 2);

/** The chance of a value as far out as this on either side. */
export const bothSides = (below: number, above: number): number => Math.min(1, 2 * Math.min(below, above));

/** The chance that a Poisson variable is at least `count`. */
export const poissonAtLeast = (count: number, mean: number): number => (count <= 0 ? 1 : gammaBelow(count, mean));

/** The chance that at least `count` of `trials` happen, each with the same chance. */
export function binomialAtLeast(count: number, trials: number, chance: number): number {
  if (count <= 0) return 1;
  if (count > trials || chance <= 0) return 0;
  if (chance >= 1) return 1;
  let sum = 0;
  for (let k = trials; k >= count; k--) {
    sum += Math.exp(logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1) + k * Math.log(chance) + (trials - k) * Math.log1p(-chance));
  }
  return Math.min(1, sum);
}

/** The chance that a standard normal variable is as far from 0 as this, on either side. */
export const normalBeyond = (z: number): number => gammaAbove(0.5, (z * z) / 2);
