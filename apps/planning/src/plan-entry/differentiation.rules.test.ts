import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk, type Outcome } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { higherRiskIsInspectedMore, lowerRiskIsNotInspectedMore, strataAreWellFormed, type Stratum } from './differentiation.rules.ts';
import { WHOLE, printRatio, provenRatio } from './ratio.rules.ts';

const CQ = assertOk(resolveProfile('CQ'));
const GA = assertOk(resolveProfile('GA'));
const CC = assertOk(resolveProfile('CC'));

const risk = (value: string, ratio: string, frequency: number | null = null): Stratum => ({ dimension: 'RISK', value, ratio, frequency });
const credit = (value: string, ratio: string): Stratum => ({ dimension: 'CREDIT', value, ratio, frequency: null });
const cell = (creditLevel: string, riskLevel: string, ratio: string): Stratum => ({ dimension: 'CREDIT', value: creditLevel, also: [{ dimension: 'RISK', value: riskLevel }], ratio, number: null, frequency: null });
const codeOf = (outcome: Outcome<unknown>): string | undefined => (outcome.ok ? undefined : outcome.error.code);
const base = provenRatio('0.05');

describe('lower risk', () => {
  it.each([
    ['below the base', [risk('LOW', '0.02')], undefined],
    ['equal to the base', [risk('LOW', '0.05')], undefined],
    ['above the base', [risk('LOW', '0.06')], 'DIFFERENTIATION_INVERTED'],
    ['below high', [risk('LOW', '0.02'), risk('HIGH', '0.2')], undefined],
    ['above high', [risk('HIGH', '0.01'), risk('LOW', '0.02')], 'DIFFERENTIATION_INVERTED'],
    ['oftener than high', [risk('LOW', '0.02', 3), risk('HIGH', '0.2', 2)], 'DIFFERENTIATION_INVERTED'],
    ['middle above high', [risk('MEDIUM', '0.3'), risk('HIGH', '0.2')], 'DIFFERENTIATION_INVERTED'],
    ['class A above class D', [credit('A', '0.05'), credit('D', '0.04')], 'DIFFERENTIATION_INVERTED'],
    ['classes of two scales', [credit('A', '0.04'), credit('DISHONEST', '0.01')], undefined],
    ['a cell above one that is riskier in both', [cell('A', 'LOW', '0.04'), cell('D', 'HIGH', '0.03')], 'DIFFERENTIATION_INVERTED'],
    ['a cell above one that is riskier in one', [cell('A', 'LOW', '0.04'), cell('A', 'HIGH', '0.03')], 'DIFFERENTIATION_INVERTED'],
    ['cells of which neither is the riskier', [cell('A', 'HIGH', '0.04'), cell('D', 'LOW', '0.03')], undefined],
    ['a cell beside one of its criteria', [cell('A', 'LOW', '0.04'), risk('LOW', '0.03')], undefined],
    ['risk beside credit', [risk('MEDIUM', '0.5'), credit('C', '0.1')], undefined],
  ] as const)('%s', (_what, strata, code) => {
    expect(codeOf(lowerRiskIsNotInspectedMore(CQ, base, strata))).toBe(code);
  });

  it('is accepted exactly when ratios do not fall with the risk', () => {
    const ratio = fc.bigInt({ min: 0n, max: WHOLE });
    fc.assert(fc.property(ratio, ratio, ratio, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (low, medium, high, order) => {
      const strata = [risk('LOW', printRatio(low)), risk('MEDIUM', printRatio(medium)), risk('HIGH', printRatio(high))];
      const accepted = lowerRiskIsNotInspectedMore(CQ, null, order.flatMap((index) => strata[index] ?? [])).ok;
      expect(accepted).toBe(low <= medium && medium <= high);
    }));
  });
});

describe('higher risk', () => {
  it.each([
    [CQ, '0.03', 'DIFFERENTIATION_INVERTED'], [CQ, '0.05', 'DIFFERENTIATION_INVERTED'], [CQ, '0.08', undefined],
    [CC, '0.05', undefined],
  ] as const)('by the rules of %o at %s beside a base of 0.05', (profile, ratio, code) => {
    expect(codeOf(higherRiskIsInspectedMore(profile, base, [risk('HIGH', ratio)]))).toBe(code);
    expect(codeOf(higherRiskIsInspectedMore(profile, base, [credit('D', ratio)]))).toBe(code);
  });

  it('may equal a base that is everything', () => {
    expect(higherRiskIsInspectedMore(CQ, WHOLE, [risk('HIGH', '1')]).ok).toBe(true);
  });

  it('must exceed low risk where the profile compares the two', () => {
    expect(codeOf(higherRiskIsInspectedMore(GA, base, [credit('TRUSTWORTHY', '0.02'), credit('DISHONEST', '0.02')]))).toBe('DIFFERENTIATION_INVERTED');
    expect(higherRiskIsInspectedMore(GA, base, [credit('TRUSTWORTHY', '0.02'), credit('DISHONEST', '0.03')]).ok).toBe(true);
  });
});

describe('strata', () => {
  it.each([
    ['risk and credit in Chongqing', CQ, [risk('LOW', '0.1'), credit('A', '0.1')], undefined],
    ['a region in Chongqing', CQ, [{ dimension: 'REGION', value: '500112', ratio: '0.1', frequency: null }], 'INVALID_VALUE'],
    ['a region in Changchun', CC, [{ dimension: 'REGION', value: '220102', ratio: '0.1', frequency: null }], 'INVALID_VALUE'],
    ['complaints in Gui\'an', GA, [{ dimension: 'TAG', value: 'COMPLAINT:3', ratio: '0.1', frequency: null }], undefined],
    ['a table of credit by risk in Gui\'an', GA, [cell('A', 'LOW', '0.01'), cell('A', 'HIGH', '0.1'), cell('D', 'LOW', '0.1'), cell('D', 'HIGH', '0.3')], undefined],
    ['one cell twice, its criteria in another order', GA, [cell('A', 'LOW', '0.1'), { ...risk('LOW', '0.2'), also: [{ dimension: 'CREDIT', value: 'A' }] }], 'INVALID_VALUE'],
    ['two risks at once', GA, [{ ...risk('LOW', '0.1'), also: [{ dimension: 'RISK', value: 'HIGH' }] }], 'INVALID_VALUE'],
    ['a number of nothing', CQ, [{ ...risk('LOW', '0.1'), number: 0 }], 'INVALID_VALUE'],
    ['one value twice', CQ, [risk('LOW', '0.1'), risk('LOW', '0.2')], 'INVALID_VALUE'],
    ['a value of no scale', CQ, [risk('VERY_LOW', '0.1')], 'INVALID_VALUE'],
    ['a ratio of nothing', CQ, [risk('LOW', '0')], 'INVALID_VALUE'],
    ['a frequency of nothing', CQ, [risk('LOW', '0.1', 0)], 'INVALID_VALUE'],
  ] as const)('%s', (_what, profile, strata, code) => {
    expect(codeOf(strataAreWellFormed(profile, strata))).toBe(code);
  });
});
