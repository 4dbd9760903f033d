import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { describeProfile, profileInForce, resolveProfile, SHIPPED_PROFILE_CODES, SHIPPED_PROFILES } from './profiles.ts';

const byCode = new Map(SHIPPED_PROFILE_CODES.map((code) => [code, new Map(describeProfile(assertOk(resolveProfile(code))).map((answer) => [answer.parameter, answer.value]))]));

/** The answers of the five to one question, in the order CQ, CC, SAMR, SY, GA. */
const answersTo = (parameter: string) => SHIPPED_PROFILE_CODES.map((code) => byCode.get(code)?.get(parameter));

describe('where the texts contradict each other, each keeps its own answer (CQ, CC, SAMR, SY, GA)', () => {
  test.each([
    ['C-01', 'publication.workingDays', [20, 20, null, 10, 20]],
    ['C-02', 'publication.trigger', ['TASK_COMPLETED', 'INSPECTION_ENDED', 'INSPECTION_ENDED', 'EARLIER_OF_RESULT_FORMED_AND_INSPECTION_ENDED', 'INSPECTION_ENDED']],
    ['C-03', 'plan.deadline.date', ['03-31', '01-31', null, null, '03-31']],
    ['C-03', 'plan.deadline.event', ['PUBLISHED', 'SUBMITTED_FOR_REVIEW', null, 'PUBLISHED', 'PUBLISHED']],
    ['C-04', 'plan.review.municipal', [[], ['JUSTICE_SAME_LEVEL'], [], ['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL'], []]],
    ['C-04', 'plan.review.county', [[], ['JUSTICE_SAME_LEVEL'], [], ['JUSTICE_SAME_LEVEL'], []]],
    ['C-04', 'plan.adjustment.review.municipal', [[], ['JUSTICE_SAME_LEVEL'], [], ['JUSTICE_SAME_LEVEL'], []]],
    ['C-04', 'plan.adjustment.review.county', [[], ['JUSTICE_SAME_LEVEL'], [], [], []]],
    ['C-05', 'itemClass.codes', [['KEY', 'GENERAL'], [], [], ['KEY', 'GENERAL'], ['A', 'B', 'C']]],
    ['C-07', 'notice.required', [true, true, false, true, true]],
    ['C-07', 'notice.timing', ['BEFORE_ONSITE', 'BEFORE_ONSITE', 'AT_OR_BEFORE_START', 'AT_OR_BEFORE_START', 'BEFOREHAND']],
    ['C-08', 'draw.inspector.replacement.approver', ['DEPARTMENT_HEAD', 'DEPARTMENT_DEPUTY_HEAD', 'DEPARTMENT_HEAD', 'DEPARTMENT_HEAD', 'DEPARTMENT_HEAD']],
    ['C-08', 'department.higherHeadMayAct', [false, false, false, false, false]],
    ['C-09', 'draw.inspector.drawnBy', ['EACH_DEPARTMENT', 'LEAD_DEPARTMENT', 'PER_SCHEME', 'PER_SCHEME', 'EACH_DEPARTMENT']],
    ['C-10', 'record.form', ['CQ_F1', 'JL_REGISTRATION_FORM', 'STANDARD_RECORD', 'SY_REGISTRATION_FORM', 'FIELD_UNIFIED_DOCUMENT']],
    ['C-10', 'record.cardinality', ['ONE_PER_OBJECT', 'ONE_PER_OBJECT', 'ONE_PER_OBJECT', 'ONE_PER_OBJECT', 'ONE_PER_DEPARTMENT_AND_OBJECT']],
    ['C-11', 'record.signatures', [['INSPECTEE', 'ALL_TEAM_MEMBERS'], ['INSPECTEE'], [], ['INSPECTEE', 'INSPECTORS'], []]],
    ['C-11', 'record.signRefusal', ['INSPECTOR_NOTE', 'INSPECTOR_NOTE', 'INSPECTOR_NOTE', 'REASON_AND_WITNESS', 'INSPECTOR_NOTE']],
    ['C-12', 'draw.repeat.rule', ['EXCLUDE_LOW_RISK_SAME_YEAR', 'EXCLUDE_LOW_RISK_SAME_YEAR', 'EXCLUDE_LOW_RISK_SAME_YEAR', 'EXCLUDE_SAME_YEAR', 'PROMPT']],
    ['C-13', 'itemList.localSupplement', ['PROPOSE_TO_MUNICIPAL', 'COUNTY_GOVERNMENT_ISSUES', 'PROVINCE_ADAPTS', 'NOT_ALLOWED', 'DEPARTMENT_ISSUES']],
    ['C-14', 'archive.consentRequired', [false, false, false, true, false]],
    ['C-15', 'correction.ground', ['NECESSARY_CHANGE', 'PROVEN_ERROR', 'PROVEN_ERROR', 'PROVEN_ERROR', 'PROVEN_ERROR']],
    ['C-15', 'correction.signatureRequired', [false, true, false, false, false]],
    ['C-16', 'publication.principle', ['INSPECTS_ENTERS_PUBLISHES', 'DEPARTMENT_RESPONSIBLE', 'INSPECTS_ENTERS_RESPONSIBLE', 'INSPECTS_ENTERS__RECHECKS_RESPONSIBLE', 'INSPECTS_ENTERS']],
    ['C-16', 'followUp.principle', ['JURISDICTION', 'JURISDICTION', 'SUPERVISOR', 'JURISDICTION', 'JURISDICTION']],
    ['C-17', 'result.recheck.required', [false, false, false, true, false]],
    ['C-17', 'publication.approval.required', [false, false, false, false, true]],
    ['C-18', 'platform.ofRecord', ['CQ_MUNICIPAL_PLATFORM', 'CC_COLLABORATIVE_PLATFORM', 'NATIONAL_PLATFORM', 'SY_DOUBLE_RANDOM', 'GZ_PROVINCIAL_PLATFORM']],
    ['C-18', 'publication.channelRule', ['ALL_OF', 'ALL_OF', 'ALL_OF', 'ALL_OF', 'ONE_OF']],
    ['C-21', 'inspectorDirectory.uniqueKey', ['SURROGATE', 'SURROGATE', 'SURROGATE', 'SURROGATE', 'CITIZEN_ID']],
    ['C-24', 'specialInspection.inRandomFields', ['FORBIDDEN_IN_PRINCIPLE', 'REPLACED_BY_DRAW', 'FORBIDDEN_IN_PRINCIPLE', 'FORBIDDEN_IN_PRINCIPLE', 'FORBIDDEN_IN_PRINCIPLE']],
    ['C-25', 'nonPlan.rule', ['ADJUST_PLAN_FIRST', 'ADJUST_PLAN_FIRST', 'ADJUST_PLAN_FIRST', 'SUPERIOR_TASKS_OUTSIDE', 'FORBIDDEN_IN_GENERAL_FIELDS']],
    ['C-28', 'draw.modes', [['UNDIRECTED'], ['UNDIRECTED', 'DIRECTED_BY_CLUE'], ['UNDIRECTED', 'DIRECTED_BY_CLUE'], ['UNDIRECTED', 'DIRECTED'], ['UNDIRECTED', 'DIRECTED_BY_CLUE']]],
    ['C-29', 'directory.confirmBeforeDraw', [false, true, false, false, false]],
    ['C-29', 'objectDirectory.update', ['DYNAMIC', 'BEFORE_EACH_DRAW', 'DYNAMIC', 'SYNCHRONISED', 'REAL_TIME']],
    ['C-30', 'penalty.publication.workingDays', [null, null, null, 7, null]],
    ['C-31', 'result.entries', [1, 1, 1, 1, 2]],
    ['C-32', 'draw.disclosure', ['AFTER_INSPECTION', 'AFTER_INSPECTION', 'AFTER_INSPECTION', 'AFTER_INSPECTION', 'AFTER_INSPECTION']],
  ])('%s %s', (_, parameter, expected) => {
    expect(answersTo(parameter)).toEqual(expected);
  });

  test('C-06: each offers as many results as its text and, where it names only some, the national list', () => {
    const offered = SHIPPED_PROFILES.map(({ text }) => assertOk(profileInForce(SHIPPED_PROFILES, text.code, '2026-01-01')).result.codes.value?.length);
    expect(offered).toEqual([10, 10, 10, 10, 8]);
  });

  test('C-07: only Chongqing exempts fields from the notice', () => {
    expect(answersTo('notice.exemptions').map((grounds) => (Array.isArray(grounds) ? grounds.length : null))).toEqual([5, 0, 0, 0, 0]);
  });

  test('C-14: secrets are withheld in Shenyang and shown in part in Gui’an', () => {
    expect(answersTo('publication.exemptions').slice(3)).toEqual([
      expect.arrayContaining([{ ground: 'TRADE_SECRET', mode: 'WITHHOLD' }]),
      expect.arrayContaining([{ ground: 'TRADE_SECRET', mode: 'REDACT' }]),
    ]);
  });

  test('C-19: the list of Chongqing must have class, mode, basis and body although table A.1 prints none of them', () => {
    const profile = assertOk(resolveProfile('CQ'));
    const printed = profile.forms.templates.value.find(({ code }) => code === 'CQ_A1')?.columns.map(({ field }) => field) ?? [];
    const unprinted = (profile.itemList.requiredFields.value ?? []).filter((field) => !printed.includes(field));
    expect(unprinted).toEqual(['itemClass', 'inspectingBody', 'modes', 'legalBasis']);
  });

  test('C-26: only a special key field or the key supervision list permits inspection without a draw, a KEY item does not', () => {
    expect(answersTo('nonRandom.exceptions')).toEqual([
      ['KEY_SUPERVISION_LIST', 'PROBLEM_CLUE'], ['SPECIAL_KEY_FIELD'], ['KEY_SUPERVISION_LIST', 'PROBLEM_CLUE'],
      ['SPECIAL_KEY_FIELD', 'COMPLAINT', 'ASSIGNED_MATTER', 'DATA_MONITORING'], ['SPECIAL_KEY_FIELD', 'PASSIVE_CERTAIN_TASK'],
    ]);
  });
});
