import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { PLAN_STATES, entriesMayBeChanged, nextReviewerOf, planMayBecome, reviewerIsOfTheSameLevel, type PlanState } from './annual-plan.rules.ts';
import { deadlineOf, isAfterDeadline } from './plan-deadline.rules.ts';

const DEFINED: Readonly<Record<PlanState, readonly PlanState[]>> = {
  DRAFT: ['FILED', 'SUBMITTED', 'APPROVED'], FILED: ['DRAFT'], SUBMITTED: ['UNDER_REVIEW', 'RETURNED', 'APPROVED'], UNDER_REVIEW: ['UNDER_REVIEW', 'RETURNED', 'APPROVED'], RETURNED: ['SUBMITTED', 'APPROVED'],
  APPROVED: ['PUBLISHING'], PUBLISHING: ['PUBLISHED'], PUBLISHED: ['ADJUSTING'], ADJUSTING: ['SUBMITTED', 'APPROVED'],
};

describe('a plan', () => {
  it.each(PLAN_STATES.flatMap((from) => PLAN_STATES.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
    const outcome = planMayBecome(from, to, null);
    expect(outcome.ok).toBe(DEFINED[from].includes(to));
    if (!outcome.ok) expect(outcome.error).toMatchObject({ code: 'INVALID_TRANSITION', details: { from, to } });
  });

  it('is open to changes only before anybody relies on it', () => {
    expect(PLAN_STATES.filter(entriesMayBeChanged)).toEqual(['DRAFT', 'RETURNED', 'ADJUSTING']);
  });

  it.each([
    ['CQ', 'MUNICIPAL', 0, []], ['CQ', 'COUNTY', 1, []], ['SAMR', 'MUNICIPAL', 0, []], ['GA', 'COUNTY', 1, []], ['CC', 'COUNTY', 0, ['JUSTICE_SAME_LEVEL']], ['CC', 'MUNICIPAL', 1, ['JUSTICE_SAME_LEVEL']],
    ['SY', 'MUNICIPAL', 0, ['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL']], ['SY', 'COUNTY', 0, ['JUSTICE_SAME_LEVEL']], ['SY', 'MUNICIPAL', 1, ['JUSTICE_SAME_LEVEL']], ['SY', 'COUNTY', 2, []],
  ] as const)('of %s at level %s with %i published revisions is reviewed by %j', (code, level, revision, chain) => {
    const profile = assertOk(resolveProfile(code));
    const reviewers = [0, 1, 2].map((reviewed) => nextReviewerOf(profile, { level, revision, reviewed })).filter((each) => each !== null);
    expect(reviewers).toEqual(chain);
  });

  it.each([['MUNICIPAL', '220100', true], ['COUNTY', '220100', false], ['MUNICIPAL', '210100', false], [null, null, false]] as const)('is reviewed by a reviewer of %s %s: %s', (level, region, entitled) => {
    expect(reviewerIsOfTheSameLevel({ level, region }, { level: 'MUNICIPAL', divisionCode: '220100' }, null).ok).toBe(entitled);
  });
});

describe('the deadline of a plan', () => {
  // one plan of 15 March: in time in Chongqing and Gui'an, late in Changchun, without a date elsewhere
  it.each([
    ['CQ', '2025-03-31', 'PUBLISHED', false], ['GA', '2025-03-31', 'PUBLISHED', false], ['CC', '2025-01-31', 'SUBMITTED_FOR_REVIEW', true], ['SY', null, null, null], ['SAMR', null, null, null],
  ] as const)('in %s is %s for %s', (code, lastDay, event, lateOn15March) => {
    const deadline = deadlineOf(assertOk(resolveProfile(code)), 2025);
    expect(deadline).toEqual(lastDay === null ? null : { lastDay, event });
    expect(deadline === null ? null : isAfterDeadline(deadline, '2025-03-15')).toBe(lateOn15March);
    if (deadline !== null) expect(isAfterDeadline(deadline, deadline.lastDay)).toBe(false);
  });

  it('excludes its day where the profile reads it so', () => {
    const CQ = assertOk(resolveProfile('CQ'));
    const strict = { ...CQ, plan: { ...CQ.plan, deadline: { ...CQ.plan.deadline, inclusive: { ...CQ.plan.deadline.inclusive, value: false } } } } as typeof CQ;
    expect(deadlineOf(strict, 2025)?.lastDay).toBe('2025-03-30');
    expect(deadlineOf({ ...strict, plan: { ...strict.plan, deadline: { ...strict.plan.deadline, date: { ...CQ.plan.deadline.date, value: '03-01' } } } } as typeof CQ, 2024)?.lastDay).toBe('2024-02-29');
  });
});
