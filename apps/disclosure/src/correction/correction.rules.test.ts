import { describe, expect, it } from 'vitest';
import { assertOk } from '@sortition/kernel';
import { resolveProfile } from '@sortition/profiles';
import type { FormedResult } from '../publication/publication.table.ts';
import { correctedResult, correctionHasItsGround, correctionMayBeDecidedBy, decisionIsComplete } from './correction.rules.ts';

const profileOf = (code: string) => assertOk(resolveProfile(code));
const item = (itemId: string, code: string, problemFound: boolean) => ({ itemId, itemName: itemId, departmentId: 'd', code, labelZh: code, problemFound });
const before: FormedResult = {
  entity: { objectId: 'o', kind: 'MARKET_ENTITY', name: '小店', uscc: null, divisionCode: '500112', district: '渝北区' }, items: [item('a', 'NO_PROBLEM_FOUND', false), item('b', 'NO_PROBLEM_FOUND', false)],
  code: 'NO_PROBLEM_FOUND', labelZh: '未发现问题', problemFound: false, inspectedOn: '2025-04-02', formedAt: '2025-04-02T15:00:00+08:00', version: 3, rechecked: false,
};

describe('the ground of a correction', () => {
  it.each([
    ['CQ', { ground: 'NECESSARY_CHANGE', reason: 'x' }, 'ok'], ['CQ', { ground: 'PROVEN_ERROR', reason: 'x', evidence: 'y' }, 'CORRECTION_GROUND_REQUIRED'], ['CQ', { ground: 'NECESSARY_CHANGE' }, 'MISSING_FIELD'],
    ['CC', { ground: 'PROVEN_ERROR', reason: 'x', evidence: 'y' }, 'ok'], ['CC', { ground: 'PROVEN_ERROR', reason: 'x', evidence: ' ' }, 'CORRECTION_GROUND_REQUIRED'], ['CC', {}, 'CORRECTION_GROUND_REQUIRED'],
    ['SY', { ground: 'PROVEN_ERROR', reason: 'x', evidence: 'y' }, 'ok'],
  ])('in %s with %o: %s', (code, grounds, expected) => {
    const may = correctionHasItsGround(profileOf(code), grounds);
    expect(may.ok ? 'ok' : may.error.code).toBe(expected);
  });
});

describe('the corrected result', () => {
  it('changes the named items only, with the words of the profile, and is a new version', () => {
    const after = assertOk(correctedResult(profileOf('CQ'), before, { code: 'PROBLEM_CORRECTED_ON_SPOT', items: [{ itemId: 'b', code: 'PROBLEM_CORRECTED_ON_SPOT' }] }));
    expect(after).toEqual({ ...before, version: 4, code: 'PROBLEM_CORRECTED_ON_SPOT', labelZh: '发现问题已当场改正', problemFound: true, items: [before.items[0], { ...before.items[1], code: 'PROBLEM_CORRECTED_ON_SPOT', labelZh: '发现问题已当场改正', problemFound: true }] });
  });

  it.each([
    ['hides a problem behind a harmless head', { code: 'NO_PROBLEM_FOUND', items: [{ itemId: 'b', code: 'PROBLEM_CORRECTED_ON_SPOT' }] }, 'INVALID_VALUE'],
    ['has a head that is no item’s', { code: 'SERIOUS_NON_COOPERATION', items: [{ itemId: 'b', code: 'PROBLEM_CORRECTED_ON_SPOT' }] }, 'INVALID_VALUE'],
    ['changes nothing', { code: 'NO_PROBLEM_FOUND', items: [{ itemId: 'b', code: 'NO_PROBLEM_FOUND' }] }, 'INVALID_VALUE'],
    ['names an item that is not there', { code: 'NO_PROBLEM_FOUND', items: [{ itemId: 'z', code: 'NO_PROBLEM_FOUND' }] }, 'INVALID_VALUE'],
    ['uses a code of another place', { code: 'QUALIFIED', items: [{ itemId: 'b', code: 'QUALIFIED' }] }, 'RESULT_CODE_INVALID'],
  ])('is refused when it %s', (_why, wanted, code) => {
    expect(correctedResult(profileOf('CQ'), before, wanted)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('the decision', () => {
  it.each(['DEPARTMENT_HEAD', 'DEPARTMENT_DEPUTY_HEAD', 'PLANNER', 'SUPERVISOR', 'PLATFORM_ADMIN'])('is not for %s', (role) => {
    expect(correctionMayBeDecidedBy(profileOf('CQ'), { department: 'd', roles: [role] }, 'd')).toMatchObject({ ok: false, error: { code: 'APPROVER_NOT_AUTHORISED', clause: 'CQ 8.8.2', details: { role: 'DEPARTMENT_PRINCIPAL_HEAD' } } });
  });

  it('is for the principal head of the same department, who signs in Changchun and says why when rejecting', () => {
    expect(correctionMayBeDecidedBy(profileOf('CQ'), { department: 'd', roles: ['DEPARTMENT_PRINCIPAL_HEAD'] }, 'd').ok).toBe(true);
    expect(correctionMayBeDecidedBy(profileOf('CQ'), { department: 'e', roles: ['DEPARTMENT_PRINCIPAL_HEAD'] }, 'd').ok).toBe(false);
    expect(decisionIsComplete(profileOf('CC'), { approve: true })).toMatchObject({ ok: false, error: { code: 'SIGNATURE_MISSING' } });
    expect(decisionIsComplete(profileOf('CQ'), { approve: true }).ok).toBe(true);
    expect(decisionIsComplete(profileOf('CQ'), { approve: false })).toMatchObject({ ok: false, error: { code: 'MISSING_FIELD' } });
  });
});
