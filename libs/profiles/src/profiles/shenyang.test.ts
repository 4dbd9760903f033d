import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { activateProfileVersion, describeProfile, draftProfileVersion, resolveProfile, SHIPPED_PROFILES, silent } from '../profiles.ts';
import { SHENYANG } from './shenyang.ts';

const profile = assertOk(resolveProfile('SY'));
const answers = new Map(describeProfile(profile).map((answer) => [answer.parameter, answer]));

describe('Shenyang by its text', () => {
  test.each([
    ['objectDirectory.kinds', ['FOR_PROFIT_ENTITY', 'NON_PROFIT_ENTITY', 'NON_MARKET_OBJECT'], 'art.3'],
    ['organisation.businessLines', true, 'art.4'],
    ['forms.issuer', 'CITY_BUREAU', 'art.5(2)'],
    ['plan.review.county', ['JUSTICE_SAME_LEVEL'], 'art.6(3)'],
    ['coordination.body', 'CREDIT_SUPERVISION_DIVISION', 'art.7(1)'],
    ['plan.review.municipal', ['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL'], 'art.7(2)'],
    ['itemList.review.chain', ['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL'], 'art.7(2)'],
    ['inspectorDirectory.qualificationConfirm', true, 'art.7(2)'],
    ['plan.mergeSimilar', 'REQUIRED', 'art.7(3)'],
    ['report.monthly.recipient', 'CREDIT_SUPERVISION_DIVISION', 'art.7(3)'],
    ['task.entrustment', 'CITY_TO_DISTRICT', 'art.8'],
    ['platform.routing.marketEntity', ['LN_INTERNET_PLUS', 'SY_DOUBLE_RANDOM'], 'art.9'],
    ['itemClass.codes', ['KEY', 'GENERAL'], 'art.10'],
    ['itemList.localSupplement', 'NOT_ALLOWED', 'art.10'],
    ['objectDirectory.ownerPrinciple', 'SUPERVISOR', 'art.11(2)'],
    ['plan.adjustment.review.municipal', ['JUSTICE_SAME_LEVEL'], 'art.12(1)'],
    ['plan.adjustment.review.county', [], 'art.12(2)'],
    ['plan.requiredFields', ['batches', 'batches[].scope', 'batches[].quantity', 'batches[].schedule', 'ratio', 'keyFields', 'workRequirements'], 'art.12(3)'],
    ['plan.undirectedMaxPerYear', 1, 'art.12(4)'],
    ['draw.highRisk', 'MUST_BE_RAISED', 'art.12(4)'],
    ['draw.differentiation', ['CREDIT', 'RISK', 'REGION', 'FIELD'], 'art.12(5)'],
    ['draw.repeat.rule', 'EXCLUDE_SAME_YEAR', 'art.13(1)'],
    ['draw.repeat.exceptions', ['KEY_ITEM', 'COMPLAINT', 'ASSIGNED_MATTER', 'CASE_FILING'], 'art.13(1)'],
    ['draw.inspector.drawnBy', 'PER_SCHEME', 'art.13(2)'],
    ['nonRandom.exceptions', ['SPECIAL_KEY_FIELD', 'COMPLAINT', 'ASSIGNED_MATTER', 'DATA_MONITORING'], 'art.14(1)'],
    ['draw.disclosure', 'AFTER_INSPECTION', 'art.14(1)'],
    ['inspection.modes', ['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'SAMPLING_TEST', 'ENTRUSTED_BODY'], 'art.14(2)'],
    ['notice.form', 'SY_INSPECTION_NOTICE', 'art.14(3)'],
    ['record.form', 'SY_REGISTRATION_FORM', 'art.14(3)'],
    ['record.signRefusal', 'REASON_AND_WITNESS', 'art.14(3)'],
    ['joint.initiationModes', ['CAMPAIGN', 'GOVERNMENT_DESIGNATED', 'STANDING_GROUP'], 'art.14(4)'],
    ['result.recheck.required', true, 'art.14(5)'],
    ['result.entry.workingDays', 10, 'art.14(5)'],
    ['archive.custodian', 'AMR_OF_OBJECT_LOCATION', 'art.15'],
    ['publication.workingDays', 10, 'art.16'],
    ['publication.trigger', 'EARLIER_OF_RESULT_FORMED_AND_INSPECTION_ENDED', 'art.14(5), 16'],
    ['publication.channels', ['NECIPS_LN', 'CREDIT_CHINA_SY', 'NATIONAL_INTERNET_PLUS'], 'art.16'],
    ['penalty.publication.workingDays', 7, 'art.16'],
    ['followUp.principle', 'JURISDICTION', 'art.17'],
  ])('%s', (parameter, value, clause) => {
    expect(answers.get(parameter)).toMatchObject({ value, clause, source: 'TEXT', statedIn: 'SY', inheritedFrom: null });
  });

  test('article 12(1) says 每年年初 without a date, and no default sets one', () => {
    expect(answers.get('plan.deadline.date')).toMatchObject({ value: null, source: 'SILENT' });
  });

  test('on correction the text is silent: the default answers, not another city', () => {
    expect(answers.get('correction.ground')).toMatchObject({ value: 'PROVEN_ERROR', source: 'DEFAULT', statedIn: null });
    expect(answers.get('correction.approver')).toMatchObject({ value: 'DEPARTMENT_PRINCIPAL_HEAD', source: 'DEFAULT', statedIn: null });
  });

  test('article 17 gives its own names to two results', () => {
    const own = profile.result.codes.value?.filter(({ clause }) => clause === 'SY art.17');
    expect(own?.map(({ code, zh, correctionKinds }) => [code, zh, correctionKinds])).toEqual([
      ['PROBLEM_ORDERED_TO_CORRECT', '责令限期改正', ['WITHIN_LIMIT']],
      ['PROBLEM_PENDING_INVESTIGATION', '发现问题待后续处理', []],
    ]);
  });

  test('[SY-art1] the four documents it rests on are named with their numbers, and without them nothing is activated', () => {
    expect(profile.legalBasis.value?.map(({ number }) => number)).toEqual(['国发〔2019〕5号', '国市监信〔2019〕38号', '辽政发〔2020〕2号', '沈政办发〔2020〕19号']);
    const without = draftProfileVersion({ ...SHENYANG, legalBasis: silent() }, 2);
    expect(activateProfileVersion(SHIPPED_PROFILES, without, '2026-01-01')).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter: 'legalBasis' } } });
  });
});
