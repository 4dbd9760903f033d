import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGREEMENT_ANSWERS, togetherTheyAnswer } from '../agreement/agreement.rules.ts';
import { divisionCovers, divisionsOverlap } from '../division.rules.ts';
import { JOINT_ENTRY_STATES, entryIsAgreed, jointEntryMayBecome, stateOfEntry, type EntryStanding, type JointEntryState } from './plan-entry.rules.ts';

const standing = (changes: Partial<EntryStanding> = {}) => ({ cancelled: false, jointState: null, decision: null, objectCount: 10, ...changes });
const noTasks = { assigned: 0, completed: 0 };

describe('a joint entry', () => {
  const DEFINED: Readonly<Record<JointEntryState, readonly JointEntryState[]>> = {
    PROPOSED: ['AGREED', 'REFUSED', 'WITHDRAWN'], AGREED: ['REFUSED', 'WITHDRAWN'], REFUSED: ['AGREED', 'PROPOSED', 'ESCALATED', 'WITHDRAWN'], ESCALATED: ['DECIDED'], DECIDED: ['WITHDRAWN'], WITHDRAWN: [],
  };
  it.each(JOINT_ENTRY_STATES.flatMap((from) => JOINT_ENTRY_STATES.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
    expect(jointEntryMayBecome(from, to, null).ok).toBe(DEFINED[from].includes(to));
  });

  it('answers together as the least willing does', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...AGREEMENT_ANSWERS)), (answers) => {
      const expected = answers.includes('REFUSED') ? 'REFUSED' : answers.includes('PROPOSED') ? 'PROPOSED' : 'AGREED';
      expect(togetherTheyAnswer(answers)).toBe(expected);
    }));
  });

  it.each([[null, null, true], ['AGREED', null, true], ['PROPOSED', null, false], ['DECIDED', { accepted: true }, true], ['DECIDED', { accepted: false }, false]] as const)('in %s with decision %o is agreed: %s', (jointState, decision, agreed) => {
    expect(entryIsAgreed(standing({ jointState, decision }))).toBe(agreed);
  });
});

describe('the state of an entry', () => {
  it.each([
    ['OPEN', standing({ jointState: 'PROPOSED' }), noTasks], ['AGREED', standing(), noTasks], ['ESCALATED', standing({ jointState: 'ESCALATED' }), noTasks],
    ['CANCELLED', standing({ cancelled: true }), { assigned: 5, completed: 0 }], ['CANCELLED', standing({ jointState: 'WITHDRAWN' }), noTasks],
    ['IN_USE', standing(), { assigned: 1, completed: 0 }], ['IN_USE', standing(), { assigned: 10, completed: 9 }], ['DONE', standing(), { assigned: 10, completed: 10 }],
  ] as const)('is %s', (state, entry, tasks) => {
    expect(stateOfEntry(entry, tasks)).toBe(state);
  });
});

describe('divisions', () => {
  it.each([['500000', '500112', true], ['500100', '500112', true], ['500200', '500112', false], ['500112', '500112', true], ['500112', '500100', false], ['500000', '510000', false]])('%s covers %s: %s', (outer, inner, covered) => {
    expect(divisionCovers(outer, inner)).toBe(covered);
  });

  it('overlap whichever is named first, and with everywhere', () => {
    const code = fc.constantFrom('500000', '500100', '500112', '500200', '510000', '510107');
    fc.assert(fc.property(fc.array(code), fc.array(code), (a, b) => {
      expect(divisionsOverlap(a, b)).toBe(divisionsOverlap(b, a));
      expect(divisionsOverlap(a, [])).toBe(true);
      if (a.length > 0) expect(divisionsOverlap(a, a)).toBe(true);
    }));
  });
});
