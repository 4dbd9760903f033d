import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { activateProfileVersion, describeProfile, draftProfileVersion, resolveProfile, SHIPPED_PROFILES, silent } from '../profiles.ts';
import { GUIAN } from './guian.ts';

const profile = assertOk(resolveProfile('GA'));
const answers = new Map(describeProfile(profile).map((answer) => [answer.parameter, answer]));

describe("Gui'an by its text", () => {
  test.each([
    ['nonPlan.rule', 'FORBIDDEN_IN_GENERAL_FIELDS', 'art.3'],
    ['objectDirectory.kinds', ['MARKET_ENTITY', 'PUBLIC_INSTITUTION', 'SOCIAL_ORGANISATION', 'PRODUCT', 'PROJECT', 'CONDUCT'], 'art.4'],
    ['platform.ofRecord', 'GZ_PROVINCIAL_PLATFORM', 'art.7'],
    ['fieldClass.codes', ['GENERAL_FIELD', 'SPECIAL_KEY_FIELD'], 'art.11'],
    ['fieldClass.specialKeyFieldGrounds', ['PUBLIC_SAFETY', 'LIFE_AND_HEALTH', 'HIGH_PUBLIC_CONCERN'], 'art.11'],
    ['specialKeyLists.kinds', ['SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT'], 'art.12'],
    ['inspection.modes', ['DOCUMENTARY', 'NETWORK_MONITORING', 'ON_SITE', 'OTHER'], 'art.13'],
    ['itemList.requiredFields', ['legalBasis', 'inspectingBody', 'objectType', 'content', 'modes', 'ratio', 'frequency'], 'art.14'],
    ['itemClass.codes', ['A', 'B', 'C'], 'art.14'],
    ['objectDirectory.structure', ['MASTER_AND_SUB'], 'art.15'],
    ['objectDirectory.tagDimensions', ['INDUSTRY', 'REGION', 'RISK', 'CREDIT'], 'art.18'],
    ['objectDirectory.update', 'REAL_TIME', 'art.19'],
    ['inspectorDirectory.subOptionalIfSingleItem', true, 'art.20'],
    ['inspectorDirectory.categories', ['CERTIFICATE_HOLDER', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF', 'OTHER_STAFF'], 'art.21'],
    ['inspectorDirectory.uniqueKey', 'CITIZEN_ID', 'art.22'],
    ['inspectorDirectory.requiredFields', ['name', 'documentNo', 'region', 'unit', 'contact'], 'art.24'],
    ['plan.deadline.date', '03-31', 'art.25'],
    ['plan.adjustment.causes', ['SUPERIOR_REQUIREMENT', 'SOCIAL_RISK', 'EMERGENCY', 'SUPERVISION_NEED'], 'art.27'],
    ['plan.mustCoverClasses', ['A', 'B', 'C'], 'art.28'],
    ['notice.modes', ['DOCUMENTARY'], 'art.29'],
    ['inspection.documentaryCondition', 'GOOD_CREDIT', 'art.29'],
    ['result.entries', 2, 'art.32(2)'],
    ['task.integrationCheck', 'BEFORE_DISPATCH', 'art.33'],
    ['draw.repeat.rule', 'PROMPT', 'art.34'],
    ['jointList.compiler', 'JOINT_CONFERENCE_OFFICE', 'art.34'],
    ['joint.inspectionDate', 'AGREED_BY_ALL', 'art.36'],
    ['joint.kinds', ['PLANNED', 'UNPLANNED'], 'art.37'],
    ['jointList.classCodes', ['C'], 'art.38'],
    ['joint.initiationModes', ['GENERAL_BY_LEAD', 'JOINT_CONFERENCE_OFFICE'], 'art.39'],
    ['joint.response.workingDays', 2, 'art.40'],
    ['joint.response.overdueAction', 'CIRCULAR_BY_OFFICE', 'art.40'],
    ['draw.inspector.drawnBy', 'EACH_DEPARTMENT', 'art.41'],
    ['record.cardinality', 'ONE_PER_DEPARTMENT_AND_OBJECT', 'art.42'],
    ['publication.workingDays', 20, 'art.46'],
    ['publication.trigger', 'INSPECTION_ENDED', 'art.46'],
    ['publication.approval.required', true, 'art.46'],
    ['publication.channelRule', 'ONE_OF', 'art.46'],
    ['demand.reply.workingDays', 7, 'art.47'],
    ['boundary.below', 'INCLUSIVE', 'art.49'],
    ['boundary.above', 'EXCLUSIVE', 'art.49'],
  ])('%s', (parameter, value, clause) => {
    expect(answers.get(parameter)).toMatchObject({ value, clause, source: 'TEXT', statedIn: 'GA', inheritedFrom: null });
  });

  test('articles 14 and 49: ten percent belongs to A and not to B, C is unset', () => {
    expect(profile.itemClass.ratio.value).toEqual([
      { code: 'A', rule: 'BOUNDED', min: 0, minInclusive: false, max: 0.1, maxInclusive: true },
      { code: 'B', rule: 'NO_MAXIMUM', min: 0.1, minInclusive: false, max: null, maxInclusive: false },
      { code: 'C', rule: 'UNSET', min: 0, minInclusive: false, max: null, maxInclusive: false },
    ]);
  });

  test('article 28: A and B by one department, C jointly', () => {
    expect(profile.itemClass.execution.value).toEqual([
      { code: 'A', execution: 'SINGLE' }, { code: 'B', execution: 'SINGLE' }, { code: 'C', execution: 'JOINT' },
    ]);
  });

  test('articles 43 and 46: classified results are withheld, secrets and private data are shown in part', () => {
    expect(profile.publication.exemptions.value).toEqual([
      { ground: 'CLASSIFIED', mode: 'WITHHOLD' }, { ground: 'UNSUITABLE_BY_RULE', mode: 'WITHHOLD' },
      { ground: 'TRADE_SECRET', mode: 'REDACT' }, { ground: 'PERSONAL_PRIVACY', mode: 'REDACT' },
    ]);
  });

  test('article 36 asks for a reasonable number and gives none: the limits are assumed', () => {
    expect(answers.get('team.maxInspectors')).toMatchObject({ value: 6, source: 'ASSUMED', clause: 'art.36' });
    expect(answers.get('joint.maxDepartments')).toMatchObject({ value: 4, source: 'ASSUMED', clause: 'art.36' });
  });

  test('article 46 names no approver: the default does', () => {
    expect(answers.get('publication.approval.approver')).toMatchObject({ value: 'DEPARTMENT_HEAD', source: 'DEFAULT' });
  });

  test('[GA-art1] the documents it rests on are named with their numbers, and without them nothing is activated', () => {
    expect(profile.legalBasis.value?.map(({ number }) => number)).toEqual(['国务院令第722号', '国发〔2019〕5号']);
    const without = draftProfileVersion({ ...GUIAN, legalBasis: silent() }, 2);
    expect(activateProfileVersion(SHIPPED_PROFILES, without, '2026-01-01')).toMatchObject({ ok: false, error: { code: 'PROFILE_INCOMPLETE', details: { parameter: 'legalBasis' } } });
  });
});
