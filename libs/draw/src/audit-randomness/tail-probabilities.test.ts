import { expect, test } from 'vitest';
import { binomialAtLeast, bothSides, chiSquareAbove, gammaAbove, gammaBelow, logGamma, normalBeyond, poissonAtLeast } from './tail-probabilities.ts';

const isClose = (value: number, known: number): void => expect(Math.abs(value - known) / known).toBeLessThan(1e-9);

// Answers of SciPy 1.17.1: special.gammaln, chi2.sf, gamma.cdf, poisson.sf, binom.sf, norm.sf.
test.each([[0.1, 2.252712651734206], [0.5, 0.5723649429247], [3.7, 1.428072326665388], [10, 12.801827480081469], [123.4, 469.3360974421906], [100_000.5, 1051293.4654351394]])(
  'log gamma of %f', (x, known) => isClose(logGamma(x), known));

test.each([
  [3.841458820694124, 1, 0.04999999999999989], [43.82, 19, 0.0010000623145601166], [5.41, 19, 0.9989958000678025], [0.001, 4, 0.9999998750416589],
  [500, 400, 0.00048221275959343273], [1000, 400, 3.727281642311204e-53], [101_000, 100_000, 0.012868840377233648], [99_000, 100_000, 0.9875216843619172],
])('chi-square above %f with %i degrees of freedom', (x, freedom, known) => isClose(chiSquareAbove(x, freedom), known));

test.each([[0.5, 0.1, 0.34527915398142317], [1, 2, 0.8646647167633873], [20, 8, 0.0002529394020919561], [20, 40, 0.9998236971022614], [1000, 900, 0.0005499022657117818], [1000, 1100, 0.9989406767460701]])(
  'gamma of shape %f below %f', (a, x, known) => {
    isClose(gammaBelow(a, x), known);
    expect(gammaBelow(a, x) + gammaAbove(a, x)).toBeCloseTo(1, 12);
  });

test.each([[1, 1e-6, 9.99999500000168e-7], [3, 0.5, 0.014387677966970684], [10, 2, 4.649807501726386e-5], [30, 10, 2.509951201527959e-7], [5, 10, 0.9707473119230389], [60, 2, 1.938678163061312e-65]])(
  'Poisson at least %i of mean %f', (count, mean, known) => isClose(poissonAtLeast(count, mean), known));

test.each([[1, 10, 0.4012630607616211], [5, 20, 0.0025739403346522792], [20, 100, 1.0522953420147289e-7], [100, 1000, 8.410251084877321e-11], [50, 1000, 0.5202589429126795], [20, 20, 9.536743164062511e-27]])(
  'binomial at least %i of %i at 0.05', (count, trials, known) => isClose(binomialAtLeast(count, trials, 0.05), known));

test.each([[0.1, 0.920344325445942], [1.959963984540054, 0.05], [3.29, 0.0010018738275714444], [6, 1.973175290075389e-9]])('normal beyond %f', (z, known) => isClose(normalBeyond(z), known));

test('the edges', () => {
  expect([gammaBelow(2, 0), gammaAbove(2, 0), poissonAtLeast(0, 3), binomialAtLeast(0, 5, 0.1), binomialAtLeast(6, 5, 0.1), binomialAtLeast(1, 5, 0), binomialAtLeast(5, 5, 1)]).toEqual([0, 1, 1, 1, 0, 0, 1]);
  expect([bothSides(0.5, 0.5), bothSides(0.01, 0.99), bothSides(0.6, 0.6)]).toEqual([1, 0.02, 1]);
});
