import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { activateProfileVersion, describeProfile, draftProfileVersion, profileInForce, resolveProfile, SHIPPED_PROFILES, silent } from '../profiles.ts';
import { CHANGCHUN } from './changchun.ts';

const profile = assertOk(resolveProfile('CC'));
const answers = new Map(describeProfile(profile).map((answer) => [answer.parameter, answer]));

describe('Changchun by its text', () => {
  test.each([
    ['organisation.kinds', ['COUNTY', 'COUNTY_LEVEL_CITY', 'DISTRICT', 'DEVELOPMENT_ZONE', 'MUNICIPAL_DEPARTMENT'], '通知'],
    ['coordination.body', 'LEADING_GROUP', 'art.3'],
    ['nonRandom.exceptions', ['SPECIAL_KEY_FIELD'], 'art.4'],
    ['platform.ofRecord', 'CC_COLLABORATIVE_PLATFORM', 'art.5'],
    ['itemList.localSupplement', 'COUNTY_GOVERNMENT_ISSUES', 'art.6'],
    ['itemList.localMayRemoveParentItems', false, 'art.6'],
    ['itemList.revisionCauses', ['ENACTMENT', 'AMENDMENT', 'REPEAL', 'INTERPRETATION', 'WORK_NEED'], 'art.6'],
    ['directory.confirmBeforeDraw', true, 'art.7'],
    ['objectDirectory.autoGenerate', ['INDUSTRY_CODE', 'SCOPE_KEYWORD'], 'art.7'],
    ['plan.deadline.date', '01-31', 'art.8'],
    ['plan.deadline.event', 'SUBMITTED_FOR_REVIEW', 'art.8'],
    ['plan.review.municipal', ['JUSTICE_SAME_LEVEL'], 'art.8'],
    ['plan.review.county', ['JUSTICE_SAME_LEVEL'], 'art.12'],
    ['plan.escalateTo', 'LEADING_GROUP_OFFICE', 'art.9'],
    ['draw.differentiation', ['CREDIT'], 'art.10'],
    ['task.creator', ['LEAD_DEPARTMENT'], 'art.11'],
    ['draw.inspector.replacement.approver', 'DEPARTMENT_DEPUTY_HEAD', 'art.13'],
    ['draw.inspector.replacement.redraw', false, 'art.13'],
    ['draw.inspector.drawnBy', 'LEAD_DEPARTMENT', 'art.14'],
    ['joint.inspectionDate', 'SET_BY_LEADER', 'art.14'],
    ['inspection.modes', ['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING'], 'art.16'],
    ['notice.required', true, 'art.17'],
    ['notice.exemptions', [], 'art.17'],
    ['record.form', 'JL_REGISTRATION_FORM', 'art.17'],
    ['record.formName', '吉林省行政执法机关执法检查登记表', 'art.17'],
    ['record.signatures', ['INSPECTEE'], 'art.17'],
    ['result.directCodes', ['UNREACHABLE_AT_REGISTERED_ADDRESS', 'SERIOUS_NON_COOPERATION'], 'art.18'],
    ['publication.workingDays', 20, 'art.19'],
    ['publication.channels', ['NECIPS'], 'art.19'],
    ['correction.ground', 'PROVEN_ERROR', 'art.20'],
    ['correction.signatureRequired', true, 'art.20'],
    ['publication.attestation', true, 'art.23'],
    ['archive.contents', ['TEXT_RECORDS', 'AUDIO_VISUAL_RECORDS'], 'art.24'],
    ['statistics.lateEntryCountsAsIncomplete', true, 'art.26'],
    ['performance.deduction', 'NO_VALID_REASON', 'art.27'],
  ])('%s', (parameter, value, clause) => {
    expect(answers.get(parameter)).toMatchObject({ value, clause, source: 'TEXT', statedIn: 'CC', inheritedFrom: null });
  });

  test('article 19 names no event, so the end of the inspection is marked as assumed', () => {
    expect(answers.get('publication.trigger')).toMatchObject({ value: 'INSPECTION_ENDED', source: 'ASSUMED', clause: 'art.19', statedIn: 'CC' });
  });

  test('article 12 has four cases of who makes the joint plan', () => {
    expect(profile.joint.levelRule.value).toEqual([
      { lead: 'MUNICIPAL', leadExecutes: true, participants: 'COUNTY', planLevel: 'MUNICIPAL' },
      { lead: 'MUNICIPAL', leadExecutes: true, participants: 'MUNICIPAL', planLevel: 'MUNICIPAL' },
      { lead: 'MUNICIPAL', leadExecutes: false, participants: null, planLevel: 'COUNTY' },
      { lead: 'COUNTY', leadExecutes: null, participants: null, planLevel: 'COUNTY' },
    ]);
  });

  test('article 18 names two results; the national ones stand beside them under their own clause', () => {
    const clauses = profile.result.codes.value?.map(({ code, clause }) => [code, clause]);
    expect(clauses?.filter(([, clause]) => clause === 'CC art.18').map(([code]) => code)).toEqual(['UNREACHABLE_AT_REGISTERED_ADDRESS', 'SERIOUS_NON_COOPERATION']);
    expect(clauses?.filter(([, clause]) => clause === 'SAMR 2.7')).toHaveLength(8);
  });

  test('[CC-art1-b] the three documents it rests on are named with their numbers, and without them nothing is activated', () => {
    expect(profile.legalBasis.value?.map(({ number }) => number)).toEqual(['国发〔2019〕5号', '吉政办发〔2019〕32号', '长双随机办字〔2019〕2号']);
    const without = draftProfileVersion({ ...CHANGCHUN, legalBasis: silent() }, 2);
    expect(activateProfileVersion(SHIPPED_PROFILES, without, '2026-01-01')).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter: 'legalBasis' } } });
  });

  test('[CC-art30] nothing is in force on the day before its issue', () => {
    expect(profileInForce(SHIPPED_PROFILES, 'CC', '2020-02-03')).toMatchObject({ ok: false, error: { code: 'PROFILE_NOT_IN_FORCE', clause: 'CC art.30' } });
    expect(profileInForce(SHIPPED_PROFILES, 'CC', '2020-02-04')).toMatchObject({ ok: true, value: { id: 'CC@1+SAMR@1' } });
  });
});
