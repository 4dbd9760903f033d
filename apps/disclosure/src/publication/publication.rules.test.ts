import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import { actionsFor, isOverdue, publicationMayBecome, resultMayBePublished, resultMayBeWithheld, shownState, STATES, stateOnceFormed, type StoredState } from './publication.rules.ts';

const profileOf = (code: string) => assertOk(resolveProfile(code));
const CQ = profileOf('CQ');
const states = fc.constantFrom(...STATES);
const days = fc.integer({ min: 0, max: 400 }).map((offset) => new Date(Date.UTC(2025, 0, 1 + offset)).toISOString().slice(0, 10));
const result = { rechecked: true, inspectedOn: '2025-04-02' };

const WAYS: Readonly<Record<StoredState, readonly StoredState[]>> = {
  DUE: ['UNDER_APPROVAL', 'READY', 'WITHHELD'], UNDER_APPROVAL: ['READY', 'DUE', 'WITHHELD'], READY: ['PUBLISHING', 'WITHHELD', 'UNDER_APPROVAL', 'DUE'], PUBLISHING: ['PUBLISHED', 'REDACTED'],
  PUBLISHED: ['CORRECTING', 'STOPPED'], REDACTED: ['CORRECTING', 'STOPPED'], WITHHELD: [], CORRECTING: ['PUBLISHED', 'REDACTED'], STOPPED: [],
};

describe('the machine', () => {
  it.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    const may = publicationMayBecome(CQ, from, to);
    expect(may.ok).toBe(WAYS[from].includes(to));
    if (!may.ok) expect(may.error.code).toBe(['PUBLISHED', 'REDACTED', 'CORRECTING', 'STOPPED'].includes(from) ? 'PUBLISHED_RESULT_IMMUTABLE' : 'INVALID_TRANSITION');
  });

  it.each([['CQ', true, 'READY'], ['CQ', false, 'READY'], ['CC', false, 'READY'], ['SY', false, 'DUE'], ['SY', true, 'READY'], ['GA', false, 'UNDER_APPROVAL'], ['SAMR', false, 'READY']] as const)(
    'in %s a result that is rechecked (%s) is %s', (code, rechecked, expected) => { expect(stateOnceFormed(profileOf(code), rechecked)).toBe(expected); });
});

describe('being overdue', () => {
  it('begins the day after the due date, ends with publication or withholding, and is shown as a state while the department has to act', () => {
    fc.assert(fc.property(states, days, days, (state, dueDate, today) => {
      const open = ['DUE', 'UNDER_APPROVAL', 'READY', 'PUBLISHING'].includes(state);
      expect(isOverdue({ state, dueDate }, today)).toBe(open && today > dueDate);
      expect(isOverdue({ state, dueDate: null }, today)).toBe(false);
      expect(shownState({ state, dueDate }, today)).toBe(open && state !== 'PUBLISHING' && today > dueDate ? 'OVERDUE' : state);
    }));
  });
});

describe('publishing', () => {
  it('goes from READY only, and needs what the profile declares', () => {
    fc.assert(fc.property(states, fc.constantFrom('CQ', 'CC', 'SY', 'GA', 'SAMR'), fc.boolean(), fc.boolean(), fc.boolean(), (state, code, attestation, secrecyCheck, rechecked) => {
      const may = resultMayBePublished(profileOf(code), { state, departmentId: 'd', dueDate: null, result: { ...result, rechecked } }, { attestation, secrecyCheck });
      const expected = state === 'READY' && (code !== 'CC' || attestation) && (code !== 'GA' || secrecyCheck) && (code !== 'SY' || rechecked);
      expect(may.ok).toBe(expected);
    }));
  });

  it('never without a result', () => {
    fc.assert(fc.property(states, (state) => {
      expect(resultMayBePublished(CQ, { state, departmentId: 'd', dueDate: null, result: null }, {}).ok).toBe(false);
    }));
    expect(resultMayBePublished(CQ, { state: 'DUE', departmentId: 'd', dueDate: null, result: null }, {})).toMatchObject({ ok: false, error: { code: 'RESULT_MISSING' } });
    expect(resultMayBePublished(CQ, { state: 'READY', departmentId: 'd', dueDate: null, result: { ...result, inspectedOn: '' } }, {})).toMatchObject({ ok: false, error: { code: 'MISSING_FIELD', details: { field: 'inspectedOn' } } });
  });

  it('[CC-art20-0] is refused without the day of the inspection in Changchun', () => {
    const may = resultMayBePublished(profileOf('CC'), { state: 'READY', departmentId: 'd', dueDate: null, result: { ...result, inspectedOn: '' } }, { attestation: true });
    expect(may).toMatchObject({ ok: false, error: { code: 'MISSING_FIELD', clause: 'CC art.20', details: { field: 'inspectedOn' } } });
  });
});

describe('withholding', () => {
  it.each([
    ['CQ', 'UNSUITABLE_BY_LAW', '保密法', 'ok'], ['CQ', 'UNSUITABLE_BY_LAW', ' ', 'MISSING_FIELD'], ['CQ', 'UNSUITABLE_BY_LAW', null, 'MISSING_FIELD'], ['CQ', 'TRADE_SECRET', 'x', 'EXEMPTION_NOT_ALLOWED'],
    ['GA', 'CLASSIFIED', 'x', 'ok'], ['GA', 'TRADE_SECRET', 'x', 'EXEMPTION_NOT_ALLOWED'], ['SY', 'TRADE_SECRET', 'x', 'ok'],
  ])('in %s on %s with basis %s: %s', (code, ground, basis, expected) => {
    const may = resultMayBeWithheld(profileOf(code), { state: 'READY', result }, ground, basis);
    expect(may.ok ? 'ok' : may.error.code).toBe(expected);
  });
});

describe('the actions that are offered', () => {
  it('are those that the use cases would accept', () => {
    const own = { department: 'd', roles: ['INSPECTOR'] };
    expect(actionsFor(CQ, own, { state: 'READY', departmentId: 'd', dueDate: null, result })).toEqual(['publishResult', 'withholdPublication']);
    expect(actionsFor(CQ, own, { state: 'PUBLISHED', departmentId: 'd', dueDate: null, result })).toEqual(['requestCorrection']);
    expect(actionsFor(CQ, { ...own, department: 'e' }, { state: 'READY', departmentId: 'd', dueDate: null, result })).toEqual([]);
    expect(actionsFor(profileOf('GA'), { department: 'd', roles: ['DEPARTMENT_HEAD'] }, { state: 'UNDER_APPROVAL', departmentId: 'd', dueDate: null, result })).toEqual(['approvePublication']);
  });
});
