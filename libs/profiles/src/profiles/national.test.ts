import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { demand, describeProfile, resolveProfile } from '../profiles.ts';

const profile = assertOk(resolveProfile('SAMR'));
const answers = new Map(describeProfile(profile).map((answer) => [answer.parameter, answer]));

describe('the national policy by its text', () => {
  test.each([
    ['department.requiredAssets', ['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY', 'GUIDE'], '2.1'],
    ['itemList.creatorLevel', ['PROVINCIAL'], '2.1'],
    ['itemList.links', ['POWER_DUTY_LIST', 'INTERNET_PLUS_SUPERVISION'], '2.1'],
    ['inspectorDirectory.tagDimensions', ['SPECIALTY', 'QUALIFICATION', 'RECUSAL_SCOPE'], '2.1'],
    ['plan.channels', ['NECIPS'], '2.2'],
    ['plan.adjustment.kinds', ['ADD', 'CHANGE', 'CANCEL'], '2.2'],
    ['specialInspection.inRandomFields', 'FORBIDDEN_IN_PRINCIPLE', '2.2'],
    ['result.mutualRecognition', true, '2.3'],
    ['draw.modes', ['UNDIRECTED', 'DIRECTED_BY_CLUE'], '2.4'],
    ['inspection.modes', ['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'ENTRUSTED_BODY'], '2.4'],
    ['draw.crossRegion', 'OPTIONAL', '2.4'],
    ['integration.creditRisk.general', 'FULL_PUSH', '2.5'],
    ['draw.repeat.rule', 'EXCLUDE_LOW_RISK_SAME_YEAR', '2.5'],
    ['draw.repeat.exceptions', ['LAW_OR_RULE'], '2.5'],
    ['nonRandom.exceptions', ['KEY_SUPERVISION_LIST', 'PROBLEM_CLUE'], '2.6'],
    ['keySupervisionList.requiredFields', ['body', 'object', 'measure'], '2.6'],
    ['publication.trigger', 'INSPECTION_ENDED', '2.7'],
    ['publication.principle', 'INSPECTS_ENTERS_RESPONSIBLE', '2.7'],
    ['followUp.principle', 'SUPERVISOR', '2.8'],
    ['penaltyLink.keys', ['TASK_NO', 'OBJECT_NAME'], '2.8'],
    ['inspection.optionalModes', ['REMOTE', 'MOBILE', 'EARLY_WARNING'], '3.2'],
    ['task.modes', ['INTEGRATED_ONCE', 'ONE_INDUSTRY_ONE_CHECK'], '3.2'],
    ['repair.enabled', true, '3.3'],
    ['liability.exemptions', ['DUTY_PERFORMED', 'WITHIN_TIME_LIMIT'], '4'],
  ])('%s', (parameter, value, clause) => {
    expect(answers.get(parameter)).toMatchObject({ value, clause, source: 'TEXT', statedIn: 'SAMR', inheritedFrom: null });
  });

  test.each(['publication.workingDays', 'repair.minPeriod.months', 'plan.deadline.date'])('%s is named without a value and stays open', (parameter) => {
    const answer = answers.get(parameter);
    expect(answer).toMatchObject({ value: null, source: 'SILENT' });
    expect(answer && demand(answer)).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter } } });
  });

  test('2.7 lists nine results, of which 合格/不合格 is two values under one national code', () => {
    expect(profile.result.codes.value?.map(({ localCode, samrCode, zh }) => `${localCode} ${samrCode} ${zh}`)).toEqual([
      'SAMR-01 01 未发现问题', 'SAMR-02 02 未按规定公示应当公示的信息', 'SAMR-03 03 通过登记的住所（经营场所）无法联系', 'SAMR-04 04 不配合检查情节严重',
      'SAMR-05 05 未发现开展本次抽查涉及的经营活动', 'SAMR-06 06 发现问题，依法责令立即改正或者限期改正', 'SAMR-07 07 发现问题，待后续调查处理',
      'SAMR-08 08 合格', 'SAMR-08 08 不合格', 'SAMR-09 09 其他情况',
    ]);
  });
});
