import { describe, expect, it } from 'vitest';
import { assertOk, type Outcome } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { ratiosFitItems } from './item-class.rules.ts';
import { provenRatio } from './ratio.rules.ts';

const codeOf = (outcome: Outcome<unknown>): string | undefined => (outcome.ok ? undefined : outcome.error.code);
const item = (itemClass: string | null, ratioMax: string | null = null) => ({ itemId: 'i', itemClass, ratioMax });

describe('the ratio of a class', () => {
  it.each([
    ['CQ', 'KEY', null, '1', undefined], ['CQ', 'GENERAL', '0.05', '0.05', undefined], ['CQ', 'GENERAL', '0.05', '0.050000000001', 'RATIO_CAP_EXCEEDED'], ['CQ', 'GENERAL', null, '0.9', undefined],
    // 以下 includes the number, 以上 does not (GA art.49): exactly 10 % is class A and not class B
    ['GA', 'A', null, '0.1', undefined], ['GA', 'A', null, '0.100000000001', 'ITEM_CLASS_RATIO_MISMATCH'], ['GA', 'B', null, '0.1', 'ITEM_CLASS_RATIO_MISMATCH'], ['GA', 'B', null, '0.100000000001', undefined],
    ['GA', 'B', null, '1', undefined], ['GA', 'C', null, '0.5', undefined], ['CC', null, null, '0.7', undefined], ['SAMR', null, '0.2', '0.3', 'RATIO_CAP_EXCEEDED'],
  ] as const)('in %s of class %s with cap %s: %s', (code, itemClass, cap, ratio, refusal) => {
    expect(codeOf(ratiosFitItems(assertOk(resolveProfile(code)), [item(itemClass, cap)], provenRatio(ratio), []))).toBe(refusal);
  });

  it('is held by every item and every stratum of an entry', () => {
    const CQ = assertOk(resolveProfile('CQ'));
    const items = [item('KEY'), item('GENERAL', '0.05')];
    expect(codeOf(ratiosFitItems(CQ, items, provenRatio('0.01'), [provenRatio('0.06')]))).toBe('RATIO_CAP_EXCEEDED');
    expect(codeOf(ratiosFitItems(CQ, items, provenRatio('0.01'), [provenRatio('0.05')]))).toBeUndefined();
  });

  it('may fall below the band of its class for a stratum, but not for the whole', () => {
    const GA = assertOk(resolveProfile('GA'));
    expect(codeOf(ratiosFitItems(GA, [item('B')], provenRatio('0.2'), [provenRatio('0.01')]))).toBeUndefined();
    expect(codeOf(ratiosFitItems(GA, [item('B')], provenRatio('0.01'), [provenRatio('0.2')]))).toBe('ITEM_CLASS_RATIO_MISMATCH');
  });
});
