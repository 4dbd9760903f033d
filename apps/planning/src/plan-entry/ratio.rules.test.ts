import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WHOLE, partsOfRatio, printRatio, workloadPerInspector } from './ratio.rules.ts';

describe('a ratio', () => {
  it.each([['0.05', '0.05'], ['.05', '0.05'], ['0.050', '0.05'], ['1', '1'], ['1.0', '1'], ['0', '0'], ['0.000000000001', '0.000000000001'], ['0.1', '0.1']])('%s is read to the letter and printed as %s', (text, printed) => {
    const parts = partsOfRatio(text);
    expect(parts === null ? null : printRatio(parts)).toBe(printed);
  });

  it.each(['', '.', '1.1', '1.000000000001', '2', '-0.1', '+0.1', '0,05', '5%', '1e-2', '00.1', '0.0000000000001', ' 0.1', '0.1 ', '０.1', 'NaN'])('%j is none', (text) => {
    expect(partsOfRatio(text)).toBeNull();
  });

  it('comes back from its text exactly, and compares as the numbers do', () => {
    const ratio = fc.bigInt({ min: 0n, max: WHOLE });
    fc.assert(fc.property(ratio, ratio, (a, b) => {
      expect(partsOfRatio(printRatio(a))).toBe(a);
      expect(printRatio(a) === printRatio(b)).toBe(a === b);
    }));
  });

  it('keeps what binary fractions lose', () => {
    const [tenth, fifth, three] = [partsOfRatio('0.1'), partsOfRatio('0.2'), partsOfRatio('0.3')];
    expect(tenth !== null && fifth !== null && tenth + fifth === three).toBe(true);
    expect(0.1 + 0.2 === 0.3).toBe(false);
  });
});

describe('the load on an inspector', () => {
  it.each([[100, 3, '33.34'], [100, 4, '25.00'], [0, 4, '0.00'], [1, 3, '0.34'], [100, 0, null]] as const)('of %i objects on %i inspectors is %s', (objects, inspectors, load) => {
    expect(workloadPerInspector(objects, inspectors)).toBe(load);
  });

  it('is never told too small, nor by a hundredth too large', () => {
    fc.assert(fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 10_000 }), (objects, inspectors) => {
      const hundredths = BigInt((workloadPerInspector(objects, inspectors) ?? '').replace('.', ''));
      expect(hundredths * BigInt(inspectors)).toBeGreaterThanOrEqual(BigInt(objects) * 100n);
      expect((hundredths - 1n) * BigInt(inspectors)).toBeLessThan(BigInt(objects) * 100n);
    }));
  });
});
