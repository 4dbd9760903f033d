import { assertOk } from '@sortition/kernel';
import { expect, test } from 'vitest';
import { activateProfileVersion, draftProfileVersion, INSPECTION_RESULT_CODES, nationalCodeOf, profileInForce, resolveProfile, resultCodeOf, SHIPPED_PROFILE_CODES, SHIPPED_PROFILES, text, type InspectionResultCode } from './profiles.ts';
import { CHONGQING } from './profiles/chongqing.ts';
import { CHONGQING_RESULT_CODES } from './profiles/chongqing/result-codes.ts';

const OFFERED = {
  CQ: ['NO_PROBLEM_FOUND', 'ACTIVITY_NOT_CONDUCTED', 'REQUIRED_INFO_NOT_PUBLISHED', 'PUBLISHED_INFO_FALSIFIED', 'UNREACHABLE_AT_REGISTERED_ADDRESS', 'PROBLEM_CORRECTED_ON_SPOT', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_PENDING_INVESTIGATION', 'SERIOUS_NON_COOPERATION', 'ADMINISTRATIVE_DECISION_MADE'],
  CC: ['NO_PROBLEM_FOUND', 'ACTIVITY_NOT_CONDUCTED', 'REQUIRED_INFO_NOT_PUBLISHED', 'UNREACHABLE_AT_REGISTERED_ADDRESS', 'SERIOUS_NON_COOPERATION', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_PENDING_INVESTIGATION', 'QUALIFIED', 'UNQUALIFIED', 'OTHER'],
  SAMR: ['NO_PROBLEM_FOUND', 'ACTIVITY_NOT_CONDUCTED', 'REQUIRED_INFO_NOT_PUBLISHED', 'UNREACHABLE_AT_REGISTERED_ADDRESS', 'SERIOUS_NON_COOPERATION', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_PENDING_INVESTIGATION', 'QUALIFIED', 'UNQUALIFIED', 'OTHER'],
  SY: ['NO_PROBLEM_FOUND', 'ACTIVITY_NOT_CONDUCTED', 'REQUIRED_INFO_NOT_PUBLISHED', 'UNREACHABLE_AT_REGISTERED_ADDRESS', 'SERIOUS_NON_COOPERATION', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_PENDING_INVESTIGATION', 'QUALIFIED', 'UNQUALIFIED', 'OTHER'],
  GA: ['NO_PROBLEM_FOUND', 'UNREACHABLE_AT_REGISTERED_ADDRESS', 'NOT_OPERATING_AT_REGISTERED_PLACE', 'PROBLEM_CORRECTED_ON_SPOT', 'PROBLEM_ORDERED_TO_CORRECT', 'PROBLEM_PENDING_INVESTIGATION', 'QUALIFIED', 'UNQUALIFIED'],
} as const satisfies Record<string, readonly InspectionResultCode[]>;

test.each(SHIPPED_PROFILE_CODES)('%s offers its own codes and refuses every other one', (code) => {
  const profile = assertOk(resolveProfile(code));
  const offered: readonly InspectionResultCode[] = OFFERED[code];
  for (const candidate of INSPECTION_RESULT_CODES) {
    const entry = resultCodeOf(profile, candidate);
    if (offered.includes(candidate)) expect(entry).toMatchObject({ ok: true, value: { code: candidate } });
    else expect(entry).toMatchObject({ ok: false, error: { code: 'RESULT_CODE_INVALID', details: { code: candidate } } });
  }
});

test.each([
  ['NO_PROBLEM_FOUND', '01', 'NO'], ['REQUIRED_INFO_NOT_PUBLISHED', '02', 'YES'], ['PUBLISHED_INFO_FALSIFIED', '09', 'YES'],
  ['UNREACHABLE_AT_REGISTERED_ADDRESS', '03', 'YES'], ['SERIOUS_NON_COOPERATION', '04', 'YES'], ['ACTIVITY_NOT_CONDUCTED', '05', 'NO'],
  ['PROBLEM_CORRECTED_ON_SPOT', '06', 'YES'], ['PROBLEM_ORDERED_TO_CORRECT', '06', 'YES'], ['PROBLEM_PENDING_INVESTIGATION', '07', 'YES'],
  ['ADMINISTRATIVE_DECISION_MADE', '09', 'YES'],
] as const)('%s of Chongqing is uploaded as %s', (code, samrCode, problem) => {
  const profile = assertOk(resolveProfile('CQ'));
  expect(nationalCodeOf(profile, code)).toEqual({ ok: true, value: samrCode });
  expect(assertOk(resultCodeOf(profile, code)).problem).toBe(problem);
});

test('a refused code cites the clause of the list', () => {
  expect(resultCodeOf(assertOk(resolveProfile('CQ')), 'OTHER')).toMatchObject({ error: { clause: 'CQ 8.7.2' } });
  expect(resultCodeOf(assertOk(resolveProfile('SAMR')), 'PUBLISHED_INFO_FALSIFIED')).toMatchObject({ error: { clause: 'SAMR 2.7' } });
});

test('a code without a national one has nowhere to go', () => {
  const unmapped = CHONGQING_RESULT_CODES.value.map((entry) => (entry.code === 'PUBLISHED_INFO_FALSIFIED' ? { ...entry, samrCode: null } : entry));
  const draft = draftProfileVersion({ ...CHONGQING, result: { ...CHONGQING.result, codes: text(unmapped, '8.7.2') } }, 2);
  const versions = [...SHIPPED_PROFILES, assertOk(activateProfileVersion(SHIPPED_PROFILES, draft, '2026-01-01'))];
  const profile = assertOk(profileInForce(versions, 'CQ', '2026-01-01'));
  expect(nationalCodeOf(profile, 'PUBLISHED_INFO_FALSIFIED')).toMatchObject({ ok: false, error: { code: 'MAPPING_MISSING', clause: 'CQ 8.7.2' } });
  expect(nationalCodeOf(profile, 'NO_PROBLEM_FOUND')).toEqual({ ok: true, value: '01' });
});
