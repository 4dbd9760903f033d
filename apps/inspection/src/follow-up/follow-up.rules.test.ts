import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { TRANSITIONS, isOverdue, kindMustFit, mayFollow, orderMustHaveDueDay, problemsMustBeFollowed, transitionIsDefined, type Finding } from './follow-up.rules.ts';
import { FOLLOW_UP_STATES } from './follow-up.table.ts';

const CQ = assertOk(resolveProfile('CQ'));
const CC = assertOk(resolveProfile('CC'));
const GA = assertOk(resolveProfile('GA'));
const state = fc.constantFrom(...FOLLOW_UP_STATES);
const finding: Finding = { itemId: 'i', problemFound: true, suspectedCrime: false, outOfCompetence: false };

describe('the states of a follow-up', () => {
  it('can all be closed, and what is closed stays so', () => {
    for (const from of FOLLOW_UP_STATES) expect(mayFollow(from, 'CLOSED')).toBe(from !== 'CLOSED');
    expect(TRANSITIONS.CLOSED).toEqual([]);
    fc.assert(fc.property(state, state, (from, to) => { expect(transitionIsDefined(from, to, CQ).ok).toBe(mayFollow(from, to)); }));
  });

  it('are overdue from the day after the ordered one', () => {
    expect([isOverdue({ state: 'ORDERED', dueOn: '2025-04-30' }, '2025-04-30'), isOverdue({ state: 'ORDERED', dueOn: '2025-04-30' }, '2025-05-01'), isOverdue({ state: 'CLOSED', dueOn: '2025-04-30' }, '2025-05-01'), isOverdue({ state: 'OVERDUE', dueOn: null }, '2025-01-01')]).toEqual([false, true, false, true]);
  });
});

describe('closing over problems', () => {
  const findings = fc.array(fc.record({ itemId: fc.constantFrom('a', 'b', 'c'), problemFound: fc.boolean() }), { maxLength: 3 }).map((rows) => rows.map((row) => ({ ...finding, ...row })));
  const followed = fc.subarray(['a', 'b', 'c']).map((ids) => ids.map((itemId) => ({ itemId, state: 'OPEN' as const, transferTarget: null, transferredToId: null })));

  it('needs a follow-up for each, and for nothing else', () => {
    fc.assert(fc.property(findings, followed, (found, follow) => {
      const missing = found.filter((each) => each.problemFound && !follow.some(({ itemId }) => itemId === each.itemId));
      const verdict = problemsMustBeFollowed(found, follow, CQ);
      expect(verdict.ok).toBe(missing.length === 0);
      if (!verdict.ok) expect(verdict.error).toMatchObject({ code: 'FOLLOW_UP_REQUIRED', details: { itemIds: missing.map(({ itemId }) => itemId) } });
    }));
  });

  it('[GA-art31-f] a finding outside of the jurisdiction is handed over, not only noted', () => {
    const outside = { ...finding, outOfCompetence: true };
    const noted = { itemId: 'i', state: 'OPEN' as const, transferTarget: null, transferredToId: null };
    expect(problemsMustBeFollowed([outside], [noted], GA)).toMatchObject({ error: { code: 'FOLLOW_UP_REQUIRED' } });
    expect(problemsMustBeFollowed([outside], [{ ...noted, state: 'TRANSFERRED', transferredToId: 'd' }], GA).ok).toBe(true);
  });
});

describe('the kind', () => {
  it('the abnormal-operation list takes whoever cannot be reached, and nobody without a problem', () => {
    expect(kindMustFit('ABNORMAL_OPERATION_LIST', undefined, 'UNREACHABLE_AT_REGISTERED_ADDRESS', CC).ok).toBe(true);
    expect(kindMustFit('ABNORMAL_OPERATION_LIST', undefined, 'NO_PROBLEM_FOUND', CC)).toMatchObject({ error: { code: 'FOLLOW_UP_NOT_APPLICABLE' } });
    expect(kindMustFit('ABNORMAL_OPERATION_LIST', finding, 'SERIOUS_NON_COOPERATION', CC)).toMatchObject({ error: { code: 'FOLLOW_UP_NOT_APPLICABLE' } });
  });

  it('is one of the profile', () => {
    expect(kindMustFit('ABNORMAL_OPERATION_LIST', finding, null, CQ)).toMatchObject({ error: { code: 'INVALID_VALUE', details: { field: 'kind' } } });
  });
});

describe('an order', () => {
  it('gives a day that is not past', () => {
    const now = new Date('2025-04-01T09:00:00+08:00');
    const verdict = (dueOn: string | null) => {
      const due = orderMustHaveDueDay(dueOn, now, CQ);
      return due.ok ? due.value : due.error.code;
    };
    expect([verdict(null), verdict('2025-03-31'), verdict('2025-04-01'), verdict('2026-01-01')]).toEqual(['MISSING_FIELD', 'INVALID_VALUE', '2025-04-01', '2026-01-01']);
  });
});
