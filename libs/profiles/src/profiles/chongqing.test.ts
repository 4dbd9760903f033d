import { assertOk } from '@sortition/kernel';
import { describe, expect, test } from 'vitest';
import { describeProfile, resolveProfile } from '../profiles.ts';

const profile = assertOk(resolveProfile('CQ'));
const answers = new Map(describeProfile(profile).map((answer) => [answer.parameter, answer]));

describe('Chongqing by its text', () => {
  test.each([
    ['department.authorityBasis', ['STATUTORY_DEPARTMENT', 'AUTHORISED_ORGANISATION', 'ENTRUSTED_ORGANISATION'], '1'],
    ['legalBasis', [], '2'],
    ['platform.ofRecord', 'CQ_MUNICIPAL_PLATFORM', '4.1'],
    ['itemList.localSupplement', 'PROPOSE_TO_MUNICIPAL', '5.1.1'],
    ['itemList.requiredFields', ['name', 'itemClass', 'objectType', 'inspectingBody', 'modes', 'legalBasis'], '5.1.2'],
    ['itemClass.codes', ['KEY', 'GENERAL'], '5.1.3'],
    ['itemList.channels', ['MUNICIPAL_PLATFORM', 'RELATED_WEBSITES'], '5.1.4'],
    ['objectDirectory.ownerPrinciple', 'APPROVER_OR_COMPETENT_DEPARTMENT', '5.2.1'],
    ['inspectorDirectory.categories', ['ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF'], '5.3.2'],
    ['guide.requiredFields', ['itemId', 'legalBasis', 'contentAndMethod', 'keyPoints'], '6.2'],
    ['plan.jointAgreement', 'ALL_PARTICIPANTS', '7.1'],
    ['plan.deadline.date', '03-31', '7.2'],
    ['plan.deadline.event', 'PUBLISHED', '7.2'],
    ['plan.review.municipal', [], '7.2'],
    ['plan.mustCoverClasses', ['GENERAL', 'KEY'], '7.4'],
    ['plan.mergeBy', ['OBJECT_TYPE', 'MODE'], '7.6'],
    ['scheme.requiredFields', ['content', 'period', 'modes'], '8.2'],
    ['task.requiredFields', ['name', 'period', 'departments'], '8.3.1'],
    ['draw.lowRisk', 'MAY_BE_LOWERED', '8.3.3'],
    ['draw.object.drawnBy', 'LEAD_DEPARTMENT', '8.4.2'],
    ['draw.object.changeApprover', 'DEPARTMENT_PRINCIPAL_HEAD', '8.4.3'],
    ['draw.inspector.replacement.approver', 'DEPARTMENT_HEAD', '8.5.2'],
    ['draw.inspector.replacement.reasons', ['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL', 'OTHER'], '8.5.2'],
    ['draw.inspector.replacement.redraw', false, '8.5.2'],
    ['draw.inspector.drawnBy', 'EACH_DEPARTMENT', '8.5.3'],
    ['team.leaderFrom', 'LEAD_DEPARTMENT', '8.5.3'],
    ['notice.exemptions', ['FOOD_PRODUCTION_AND_SALES', 'CATERING_SERVICE', 'EDIBLE_AGRICULTURAL_PRODUCT_MARKET', 'WORK_SAFETY', 'OTHER_BY_LAW'], '8.6.2'],
    ['record.form', 'CQ_F1', '8.6.3'],
    ['record.signRefusal', 'INSPECTOR_NOTE', '8.6.5'],
    ['archive.contents', ['RECORD_FORM', 'EVIDENCE'], '8.7.3'],
    ['publication.workingDays', 20, '8.8.1'],
    ['publication.trigger', 'TASK_COMPLETED', '8.8.1'],
    ['publication.channels', ['NECIPS', 'CREDIT_CHINA_CQ'], '8.8.1'],
    ['correction.ground', 'NECESSARY_CHANGE', '8.8.2'],
    ['correction.approver', 'DEPARTMENT_PRINCIPAL_HEAD', '8.8.2'],
    ['followUp.principle', 'JURISDICTION', '9'],
  ])('%s', (parameter, value, clause) => {
    expect(answers.get(parameter)).toMatchObject({ value, clause, source: 'TEXT', statedIn: 'CQ', inheritedFrom: null });
  });

  test('8.7.2 offers ten results under their own names', () => {
    expect(profile.result.codes.value?.map(({ localCode, zh }) => `${localCode} ${zh}`)).toEqual([
      'CQ-01 未发现问题', 'CQ-02 未开展本次抽查涉及的经营活动', 'CQ-03 未按规定公示应当公示的信息', 'CQ-04 公示信息隐瞒真实情况弄虚作假',
      'CQ-05 通过登记的住所（经营场所）无法联系', 'CQ-06 发现问题已当场改正', 'CQ-07 发现问题需进一步整改', 'CQ-08 发现问题需进一步调查处理',
      'CQ-09 不配合检查情节严重', 'CQ-10 作出行政决定等依法应当公示的情况',
    ]);
  });

  test('10.2 names thirteen uses of a result', () => {
    expect(profile.credit.uses.value).toHaveLength(13);
  });

  test('5.1.3 leaves KEY without a maximum and GENERAL to the item', () => {
    expect(profile.itemClass.ratio.value.map(({ code, rule, max }) => [code, rule, max])).toEqual([['KEY', 'NO_MAXIMUM', null], ['GENERAL', 'PER_ITEM', null]]);
  });

  test('a text that is silent on repeats takes the national rule under its own clause', () => {
    expect(answers.get('draw.repeat.rule')).toMatchObject({ value: 'EXCLUDE_LOW_RISK_SAME_YEAR', clause: '2.5', statedIn: 'SAMR', inheritedFrom: 'SAMR' });
  });
});

describe('Chongqing by its annexes', () => {
  const headers = (code: string) => profile.forms.templates.value.find((form) => form.code === code)?.columns.map(({ zh, required }) => (required ? zh : `${zh}?`));

  test.each([
    ['CQ_A1', ['序号?', '抽查领域', '抽查事项', '检查对象', '发起部门', '配合部门', '备注?']],
    ['CQ_B1', ['行政相对人名称', '行政相对人编码', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码']],
    ['CQ_B2', [
      '场地场所', '所在地区', '行政区划', '责任单位', '责任单位统一社会信用代码', '责任人', '责任人证件类型', '责任人证件编码', '场所用途', '场所规模',
      '投入使用开始时间', '使用寿命', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码',
    ]],
    ['CQ_B3', ['生产许可证编号', '企业名称', '统一社会信用代码', '发证日期', '有效期至', '检查地址', '检查联系电话', '所属区县', '行政相对人性质', '行政区划代码']],
    ['CQ_C1', ['序号?', '姓名', '电话', '所属区县', '所属部门', '人员类别', '业务专长']],
    ['CQ_D1', ['序号?', '计划名称', '发起部门', '配合部门', '抽查事项', '抽查对象', '抽查时间', '抽查比例', '抽取对象数量（户）']],
    ['CQ_F1', ['主体名称', '统一社会信用代码', '所属区县', '证件（照）号码', '法定代表人', '检查地址', '联系电话', '检查事项', '记录情况']],
  ])('%s has its columns in order', (code, columns) => {
    expect(headers(code)).toEqual(columns);
  });

  test('D.1 splits 抽查事项 into those of the lead and of the participants', () => {
    const items = profile.forms.templates.value.find((form) => form.code === 'CQ_D1')?.columns.find(({ field }) => field === 'items');
    expect(items?.parts).toEqual([
      { field: 'items.lead', zh: '发起部门', required: true },
      { field: 'items.participants', zh: '配合部门', required: true },
    ]);
  });
});
