import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { TASK_STATES, furthest, rankOf, taskActions, taskIsOpen, taskMayBecome, type TaskState } from './task.rules.ts';
import { departmentsAreOfAJointTask, itemsMayBeInspected, quantityIsPlanned } from './task-departments.rules.ts';

const ORDER: readonly TaskState[] = ['DRAFT', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED'];
/** The way of a task to which departments are invited. GA art.40. */
const INVITED: readonly (readonly [TaskState, TaskState])[] = [['DRAFT', 'INVITED'], ['INVITED', 'RESPONDED'], ['RESPONDED', 'SCHEME_AGREED']];
const state = fc.constantFrom(...ORDER);
const CQ = assertOk(resolveProfile('CQ'));

describe('the items of a task', () => {
  it('[SY-art2-b] have their work standard in Shenyang', () => {
    const SY = assertOk(resolveProfile('SY'));
    const department = { id: 'd', level: 'MUNICIPAL', authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, active: true };
    const item = { itemId: 'i', name: '食品抽查', departmentId: 'd', lineageId: 'l', itemClass: 'KEY', guideId: null, legalBasisRepealedOn: null, family: null };
    expect(itemsMayBeInspected(SY, [item], [department], '2026-03-02')).toMatchObject({ error: { code: 'GUIDE_MISSING', clause: 'SY art.2', details: { itemId: 'i' } } });
    expect(itemsMayBeInspected(SY, [{ ...item, guideId: 'g' }], [department], '2026-03-02').ok).toBe(true);
  });
});

describe('a task', () => {
  it.each(TASK_STATES.flatMap((from) => TASK_STATES.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
    const isNext = ORDER.indexOf(to) === ORDER.indexOf(from) + 1 && ORDER.includes(from) && ORDER.includes(to);
    const isGivenUp = to === 'CANCELLED' && ORDER.indexOf(from) < ORDER.indexOf('IN_PROGRESS') && from !== 'CANCELLED';
    const isInvited = INVITED.some(([before, after]) => before === from && after === to);
    expect(taskMayBecome(from, to).ok).toBe(isNext || isInvited || isGivenUp);
  });

  it('ends where the furthest news puts it, in whatever order they come', () => {
    fc.assert(fc.property(fc.array(state, { minLength: 1 }), (news) => {
      const walk = (states: readonly TaskState[]) => states.reduce(furthest, 'DRAFT' as TaskState);
      expect(walk(news)).toBe(walk(news.toReversed()));
      expect(rankOf(walk(news))).toBe(Math.max(...news.map(rankOf)));
      expect(walk([...news, 'CANCELLED', ...news])).toBe('CANCELLED');
    }));
  });

  it('offers nothing to strangers, and nothing when it is over', () => {
    for (const each of TASK_STATES) expect(taskActions(each, 'SUBMITTED', { isLead: false, isParticipant: false, invites: true })).toEqual([]);
    for (const each of TASK_STATES.filter((known) => !taskIsOpen(known))) expect(taskActions(each, 'AGREED', { isLead: true, isParticipant: true, invites: true })).toEqual([]);
    expect(taskActions('DRAFT', 'SUBMITTED', { isLead: true, isParticipant: false, invites: false })).toEqual(['saveScheme', 'cancelTask']);
    expect(taskActions('DRAFT', null, { isLead: true, isParticipant: false, invites: true })).toEqual(['pushJointTask', 'saveScheme', 'cancelTask']);
    expect(taskActions('INVITED', null, { isLead: false, isParticipant: true, invites: true })).toEqual(['respondToJointTask']);
    expect(taskActions('DRAFT', 'SUBMITTED', { isLead: false, isParticipant: true, invites: false })).toEqual(['agreeScheme']);
  });
});

describe('the departments of a task', () => {
  const department = fc.record({ departmentId: fc.constantFrom('a', 'b', 'c', 'd'), role: fc.constantFrom('LEAD' as const, 'PARTICIPANT' as const) });

  it('are accepted exactly when one leads, another takes part, and nobody is named twice', () => {
    fc.assert(fc.property(fc.array(department, { maxLength: 5 }), (departments) => {
      const leads = departments.filter(({ role }) => role === 'LEAD').length;
      const distinct = new Set(departments.map(({ departmentId }) => departmentId)).size === departments.length;
      expect(departmentsAreOfAJointTask(CQ, departments).ok).toBe(leads === 1 && distinct && departments.length >= 2);
    }));
  });
});

describe('the number of objects', () => {
  it('is accepted exactly when it is at least one and the sum stays within the plan', () => {
    fc.assert(fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: -5, max: 200 }), (planned, assigned, requested) => {
      expect(quantityIsPlanned(CQ, planned, assigned, requested).ok).toBe(requested >= 1 && assigned + requested <= planned);
    }));
  });
});
