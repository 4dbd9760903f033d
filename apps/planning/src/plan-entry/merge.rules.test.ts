import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { similarPairs, type MergeableEntry } from './merge.rules.ts';

const entry = (id: string, changes: Partial<MergeableEntry> = {}): MergeableEntry => ({
  id, items: [{ itemId: 'item', departmentId: 'd', name: 'n', itemClass: null, objectType: '餐饮' }], modes: ['ON_SITE'], population: { divisionCodes: ['500100'] },
  periodFrom: '2025-04-01', periodTo: '2025-06-30', notMergedReason: null, ...changes,
});
const types = (objectType: string): Partial<MergeableEntry> => ({ items: [{ itemId: 'other', departmentId: 'd', name: 'n', itemClass: null, objectType }] });

describe('two entries', () => {
  it.each([
    ['of equal object type, region, mode and overlapping period are similar', {}, true],
    ['that meet on one day are similar', { periodFrom: '2025-06-30', periodTo: '2025-12-31' }, true],
    ['that follow each other are not', { periodFrom: '2025-07-01', periodTo: '2025-12-31' }, false],
    ['without a period are not', { periodFrom: null, periodTo: null }, false],
    ['of different object types are not', types('药品'), false],
    ['of different modes are not', { modes: ['DOCUMENTARY'] }, false],
    ['that share one of their modes are similar', { modes: ['DOCUMENTARY', 'ON_SITE'] }, true],
    ['of a district inside the other\'s area are similar', { population: { divisionCodes: ['500112'] } }, true],
    ['of other areas are not', { population: { divisionCodes: ['500200'] } }, false],
    ['of which one is everywhere are similar', { population: { divisionCodes: [] } }, true],
  ] as const)('%s', (_what, changes, similar) => {
    const pairs = similarPairs(['OBJECT_TYPE', 'MODE'], [entry('a'), entry('b', changes)]);
    expect(pairs.map(({ entryIds }) => entryIds)).toEqual(similar ? [['a', 'b']] : []);
  });

  it('are compared by content where the profile says so', () => {
    expect(similarPairs(['TIME', 'OBJECT_TYPE', 'CONTENT'], [entry('a'), entry('b', types('餐饮'))])).toEqual([]);
    expect(similarPairs(['TIME', 'OBJECT_TYPE', 'CONTENT'], [entry('a'), entry('b')])).toHaveLength(1);
  });

  it('are explained by the reason of either, but not by blanks', () => {
    expect(similarPairs(['MODE'], [entry('a', { notMergedReason: '不同批次' }), entry('b')])[0]?.explained).toBe(true);
    expect(similarPairs(['MODE'], [entry('a', { notMergedReason: '  ' }), entry('b')])[0]?.explained).toBe(false);
  });
});

describe('many entries', () => {
  it('are paired in whatever order they stand, each pair once, none with itself', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2025-04-${number.toString().padStart(2, '0')}`);
    const some = fc.uniqueArray(fc.record({ id: fc.uuid(), from: day, to: day, mode: fc.constantFrom('ON_SITE', 'DOCUMENTARY') }), { selector: ({ id }) => id, maxLength: 8 })
      .map((all) => all.map(({ id, from, to, mode }) => entry(id, { modes: [mode], periodFrom: from < to ? from : to, periodTo: from < to ? to : from })));
    const keys = (entries: readonly MergeableEntry[]) => similarPairs(['MODE'], entries).map(({ entryIds }) => [...entryIds].toSorted().join()).toSorted();
    fc.assert(fc.property(some, (entries) => {
      const found = keys(entries);
      expect(found).toEqual(keys(entries.toReversed()));
      expect(new Set(found).size).toBe(found.length);
      const alike = entries.flatMap((a) => entries.filter((b) => a.id < b.id && a.modes[0] === b.modes[0] && (a.periodFrom ?? '') <= (b.periodTo ?? '') && (b.periodFrom ?? '') <= (a.periodTo ?? '')).map((b) => [a.id, b.id].toSorted().join()));
      expect(found).toEqual(alike.toSorted());
    }));
  });

  it('are left alone where nothing is compared', () => {
    expect(similarPairs([], [entry('a'), entry('b')])).toEqual([]);
  });
});
