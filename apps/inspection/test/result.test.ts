import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { newId } from '@sortition/kernel';
import { LEAD, NOW, PARTICIPANT, auditor, base64, call, clerk, codeOf, colleague, done, extensionsOf, inspecteeOf, leader, member, site, startInspectionUnderTest, stranger, type Inspection, type Site } from './inspection-under-test.ts';
import { CLEAN, NOTICE, PROBLEM, begin, fillHeading, recordItems, schedule, signed, submitted, type Visited } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());

const result = ({ inspectionId, itemOfLead }: Visited, code: string, more: Record<string, unknown> = {}) => ({ inspectionId, items: [{ itemId: itemOfLead, code, ...more }] });

const prove = ({ inspectionId, itemOfLead }: Visited) => done(inspection, leader, 'addEvidence', { inspectionId, itemId: itemOfLead, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64(`photo of ${inspectionId}`), capturedAt: '2025-04-01T00:30:00Z' });
const follow = ({ inspectionId, itemOfLead }: Visited, kind = 'LAWFUL_HANDLING') => done(inspection, leader, 'openFollowUp', { inspectionId, itemId: itemOfLead, kind, responsibleDepartment: LEAD, description: '应当处理' });
const order = async (visited: Visited) => {
  const { id } = await follow(visited, 'CORRECTION_ORDER');
  return done(inspection, leader, 'issueCorrectionOrder', { followUpId: id, orderText: '限期换证', dueOn: '2025-04-30' });
};
const nothing = async () => undefined;

/** Each code of CQ 8.7.2 with its name, whether it is a problem, what it lacks without, and what supplies it. */
const CODES: readonly (readonly [row: string, code: string, label: string, problem: boolean, lacks: string | null, supply: (visited: Visited) => Promise<unknown>, fields: Record<string, unknown>])[] = [
  ['CQ-8.7.2-a', 'NO_PROBLEM_FOUND', '未发现问题', false, null, nothing, {}],
  ['CQ-8.7.2-b', 'ACTIVITY_NOT_CONDUCTED', '未开展本次抽查涉及的经营活动', false, null, nothing, {}],
  ['CQ-8.7.2-c', 'REQUIRED_INFO_NOT_PUBLISHED', '未按规定公示应当公示的信息', true, 'FOLLOW_UP', follow, {}],
  ['CQ-8.7.2-d', 'PUBLISHED_INFO_FALSIFIED', '公示信息隐瞒真实情况弄虚作假', true, 'EVIDENCE', async (visited) => { await prove(visited); await follow(visited); }, {}],
  ['CQ-8.7.2-e', 'UNREACHABLE_AT_REGISTERED_ADDRESS', '通过登记的住所（经营场所）无法联系', true, 'EVIDENCE', prove, {}],
  ['CQ-8.7.2-f', 'PROBLEM_CORRECTED_ON_SPOT', '发现问题已当场改正', true, 'CORRECTION_NOTE', nothing, { correctionNote: '已当场补齐台账' }],
  ['CQ-8.7.2-g', 'PROBLEM_ORDERED_TO_CORRECT', '发现问题需进一步整改', true, 'CORRECTION_ORDER', order, {}],
  ['CQ-8.7.2-h', 'PROBLEM_PENDING_INVESTIGATION', '发现问题需进一步调查处理', true, 'FOLLOW_UP_OR_TRANSFER', (visited) => follow(visited, 'CASE_FILING'), {}],
  ['CQ-8.7.2-i', 'SERIOUS_NON_COOPERATION', '不配合检查情节严重', true, 'EVIDENCE', prove, {}],
  ['CQ-8.7.2-j', 'ADMINISTRATIVE_DECISION_MADE', '作出行政决定等依法应当公示的情况', true, 'DECISION_LINK', nothing, { decisionReference: '渝市监处罚〔2025〕12号' }],
];

describe('the ten results of Chongqing', () => {
  it.each(CODES)('[%s] %s is stored and shown as %s', async (_row, code, label, problem, lacks, supply, fields) => {
    const visited = await signed(inspection, await site(inspection), problem ? { lead: PROBLEM } : {});
    expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, 'QUALIFIED')))).toMatchObject({ code: 'RESULT_CODE_INVALID', clause: 'CQ 8.7.2' });
    if (lacks !== null) expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, code)))).toMatchObject({ code: 'RESULT_ATTACHMENT_REQUIRED', attachment: lacks, clause: 'CQ 8.7.2' });
    await supply(visited);
    const formed = await done(inspection, leader, 'recordResult', result(visited, code, fields));
    expect(formed).toMatchObject({ state: 'FORMED', code, label, problemFound: problem, items: [{ item: { id: visited.itemOfLead }, code, label, problemFound: problem, ...fields, correctionKind: code === 'PROBLEM_ORDERED_TO_CORRECT' ? 'WITHIN_LIMIT' : null }] });
    const [event] = (await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['resultId'] === formed.id);
    expect(event?.payload).toMatchObject({
      code, labelZh: label, problemFound: problem, departmentId: LEAD, inspectedOn: '2025-04-01', version: 1, rechecked: false, profile: 'CQ',
      entity: { objectId: visited.objectId, uscc: visited.uscc, district: '渝北区', divisionCode: '500112' }, items: [{ itemId: visited.itemOfLead, code, departmentId: LEAD }],
    });
  });

  it('an ordered correction names its day', async () => {
    const visited = await signed(inspection, await site(inspection), { lead: PROBLEM });
    await follow(visited, 'CORRECTION_ORDER');
    expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, 'PROBLEM_ORDERED_TO_CORRECT')))).toMatchObject({ code: 'MISSING_FIELD', field: 'dueOn', clause: 'CQ 8.7.2' });
  });
});

const report = ({ inspectionId, itemOfLead }: Visited) => done(inspection, leader, 'addEvidence', { inspectionId, itemId: itemOfLead, kind: 'FILE', mimeType: 'application/pdf', contentBase64: base64(`report of ${inspectionId}`), capturedAt: '2025-04-01T00:30:00Z' });

describe('the national results', () => {
  it.each([
    ['SAMR-2.7-c', 'NO_PROBLEM_FOUND', '未发现问题', false, nothing, {}],
    ['SAMR-2.7-d', 'REQUIRED_INFO_NOT_PUBLISHED', '未按规定公示应当公示的信息', true, follow, {}],
    ['SAMR-2.7-e', 'UNREACHABLE_AT_REGISTERED_ADDRESS', '通过登记的住所（经营场所）无法联系', true, prove, {}],
    ['SAMR-2.7-f', 'SERIOUS_NON_COOPERATION', '不配合检查情节严重', true, prove, {}],
    ['SAMR-2.7-g', 'ACTIVITY_NOT_CONDUCTED', '未发现开展本次抽查涉及的经营活动', false, nothing, {}],
    ['SAMR-2.7-i', 'PROBLEM_PENDING_INVESTIGATION', '发现问题，待后续调查处理', true, (visited: Visited) => follow(visited, 'CASE_FILING'), {}],
    ['SAMR-2.7-k', 'OTHER', '其他情况', false, nothing, { problemFound: false, note: '停业装修' }],
  ] as const)('[%s] %s is stored and shown as %s', async (_row, code, label, problem, supply, fields) => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'SAMR' }), problem ? { lead: PROBLEM } : {});
    expect(codeOf(await call(inspection, leader, 'recordResult', result(visited, 'PROBLEM_CORRECTED_ON_SPOT')))).toBe('RESULT_CODE_INVALID');
    if (code === 'OTHER') expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, code, { problemFound: false, note: ' ' })))).toMatchObject({ code: 'MISSING_FIELD', field: 'note' });
    if (code === 'PROBLEM_PENDING_INVESTIGATION') expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, code)))).toMatchObject({ code: 'FOLLOW_UP_REQUIRED', clause: 'SAMR 2.7' });
    await supply(visited);
    expect(await done(inspection, leader, 'recordResult', result(visited, code, fields))).toMatchObject({ state: 'FORMED', code, label, problemFound: problem });
  });

  it('[SAMR-2.7-h] an ordered correction is at once or within a limit, and a limit has its day', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'SAMR' }), { lead: PROBLEM });
    const { id } = await follow(visited, 'CORRECTION_ORDER');
    const ordered = (correctionKind: string) => result(visited, 'PROBLEM_ORDERED_TO_CORRECT', { correctionKind });
    expect(codeOf(await call(inspection, leader, 'recordResult', result(visited, 'PROBLEM_CORRECTED_ON_SPOT')))).toBe('RESULT_CODE_INVALID');
    expect(extensionsOf(await call(inspection, leader, 'recordResult', ordered('WITHIN_LIMIT')))).toMatchObject({ code: 'MISSING_FIELD', field: 'dueOn', clause: 'SAMR 2.7' });
    await done(inspection, leader, 'issueCorrectionOrder', { followUpId: id, orderText: '限期换证', dueOn: '2025-04-30' });
    expect(await done(inspection, leader, 'recordResult', ordered('WITHIN_LIMIT'))).toMatchObject({ label: '发现问题，依法责令立即改正或者限期改正', items: [{ correctionKind: 'WITHIN_LIMIT' }] });
  });

  it('[SAMR-2.7-j] 合格 and 不合格 rest on a test report', async () => {
    for (const [code, label, problem] of [['QUALIFIED', '合格', false], ['UNQUALIFIED', '不合格', true]] as const) {
      const visited = await submitted(inspection, await site(inspection, { profile: 'SAMR' }), problem ? { lead: PROBLEM } : {});
      expect(codeOf(await call(inspection, leader, 'recordResult', result(visited, 'PUBLISHED_INFO_FALSIFIED')))).toBe('RESULT_CODE_INVALID');
      expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, code)))).toMatchObject({ code: 'RESULT_ATTACHMENT_REQUIRED', attachment: 'TEST_REPORT' });
      await report(visited);
      if (problem) await follow(visited);
      expect(await done(inspection, leader, 'recordResult', result(visited, code))).toMatchObject({ code, label, problemFound: problem });
    }
  });

  it('[GA-art32-2-a] Gui’an’s order to correct at once says what is to be corrected', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'GA' }));
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfLead, ...PROBLEM });
    await fillHeading(inspection, visited);
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, credentialsShown: true, sourceExplained: true });
    await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
    const own = await done(inspection, member, 'openRecord', { inspectionId: visited.inspectionId });
    await done(inspection, member, 'saveRecordItem', { recordId: own.id, itemId: visited.itemOfMember, ...CLEAN });
    await done(inspection, member, 'saveRecordHeading', { recordId: own.id, certificateNo: 'JY15001120012345', contactPhone: '13912345678', credentialsShown: true, sourceExplained: true });
    await done(inspection, leader, 'submitRecord', { recordId: own.id });
    const ordering = result(visited, 'PROBLEM_ORDERED_TO_CORRECT');
    expect(extensionsOf(await call(inspection, leader, 'recordResult', ordering))).toMatchObject({ code: 'MISSING_FIELD', field: 'correctionNote' });
    expect(await done(inspection, leader, 'recordResult', result(visited, 'PROBLEM_ORDERED_TO_CORRECT', { correctionNote: '立即整改' }))).toMatchObject({ items: [{ correctionKind: 'IMMEDIATE' }] });
  });

  it('[GA-art30-a] [GA-art30-b] Gui’an’s inspectors show their credentials and say why they come', async () => {
    const expired = await site(inspection, { profile: 'GA', certificateExpiresOn: '2025-03-31' });
    await schedule(inspection, expired);
    expect(codeOf(await call(inspection, leader, 'startInspection', { taskId: expired.taskId, objectId: expired.objectId, mode: 'ON_SITE' }))).toBe('CREDENTIAL_EXPIRED');
    const visited = await begin(inspection, await site(inspection, { profile: 'GA' }));
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfLead, ...CLEAN });
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'credentialsShown', clause: 'GA art.30' });
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, credentialsShown: true });
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'sourceExplained', clause: 'GA art.30' });
  });
});

describe('who enters a result', () => {
  it('[SAMR-2.7-a] [GA-art46-b] nobody outside of the team', async () => {
    for (const profile of ['SAMR', 'GA']) {
      const visited = await begin(inspection, await site(inspection, { profile }));
      for (const identity of [stranger, colleague, clerk]) expect(codeOf(await call(inspection, identity, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toBe('FORBIDDEN');
    }
  });

  it('each department for its own items', async () => {
    const visited = await signed(inspection, await site(inspection));
    expect(extensionsOf(await call(inspection, member, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toMatchObject({ code: 'FORBIDDEN', clause: 'CQ 8.8.1' });
    await done(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND'));
    expect(codeOf(await call(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toBe('RESULT_ALREADY_FINAL');
    const formed = (await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['inspectionId'] === visited.inspectionId);
    expect(formed.map(({ payload }) => payload['departmentId'])).toEqual([LEAD]);
    const seen = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { results { department { id } state } } }', { id: visited.inspectionId });
    expect(seen.data).toEqual({ inspection: { results: [{ department: { id: LEAD }, state: 'FORMED' }] } });
    expect(PARTICIPANT).not.toBe(LEAD);
  });

  it('agrees with what was recorded', async () => {
    const visited = await signed(inspection, await site(inspection), { lead: PROBLEM });
    expect(codeOf(await call(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toBe('RESULT_INCONSISTENT');
  });

  it('answers a repeated call with the first answer, and emits once', async () => {
    const visited = await signed(inspection, await site(inspection));
    const input = { ...result(visited, 'NO_PROBLEM_FOUND'), idempotencyKey: newId() };
    const first = await done(inspection, leader, 'recordResult', input);
    expect(await done(inspection, leader, 'recordResult', input)).toEqual(first);
    expect((await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['resultId'] === first.id)).toHaveLength(1);
  });
});

describe('amendment', () => {
  it('[CQ-8.8.2-a] before publication, with a reason, the old one in the trail; after it only in public', async () => {
    const visited = await signed(inspection, await site(inspection));
    const formed = await done(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND'));
    const amending = { resultId: formed.id, items: [{ itemId: visited.itemOfLead, code: 'ACTIVITY_NOT_CONDUCTED' }] };
    expect(extensionsOf(await call(inspection, leader, 'amendResult', amending))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(codeOf(await call(inspection, member, 'amendResult', { ...amending, reason: '笔误' }))).toBe('FORBIDDEN');
    expect(await done(inspection, leader, 'amendResult', { ...amending, reason: '笔误' })).toMatchObject({ version: 2, code: 'ACTIVITY_NOT_CONDUCTED' });
    const trail = await inspection.ask(auditor, 'query ($id: ID!) { auditTrail(entityId: $id) { inspection(first: 10) { action before after } } }', { id: formed.id });
    expect(trail.data).toMatchObject({ auditTrail: { inspection: [{ action: 'recordResult' }, { action: 'amendResult', before: { code: 'NO_PROBLEM_FOUND' }, after: { code: 'ACTIVITY_NOT_CONDUCTED', reason: '笔误' } }] } });
    const versions = (await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['resultId'] === formed.id).map(({ payload }) => payload['version']);
    expect(versions).toEqual([1, 2]);
    await inspection.hear('disclosure', ['PublicationFinal', { publicationId: newId(), resultId: formed.id, inspectionId: visited.inspectionId, taskId: visited.taskId, objectId: visited.objectId, state: 'PUBLISHED', at: NOW, late: false }]);
    expect(extensionsOf(await call(inspection, leader, 'amendResult', { ...amending, reason: '又一处笔误' }))).toMatchObject({ code: 'PUBLISHED_RESULT_IMMUTABLE', clause: 'CQ 8.8.2' });
    expect(extensionsOf(await call(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toMatchObject({ code: 'PUBLISHED_RESULT_IMMUTABLE', clause: 'CQ 8.8.2' });
    expect((await inspection.ask(leader, 'query ($id: ID!) { inspectionResult(id: $id) { state publicationState } }', { id: formed.id })).data).toEqual({ inspectionResult: { state: 'FINAL', publicationState: 'PUBLISHED' } });
  });

  it('[CC-art26-c] [CC-art20-a] in Changchun likewise', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'CC' }));
    const formed = await done(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND'));
    const amending = { resultId: formed.id, items: [{ itemId: visited.itemOfLead, code: 'ACTIVITY_NOT_CONDUCTED' }], reason: '数据有误' };
    await done(inspection, leader, 'amendResult', amending);
    const trail = await inspection.ask(auditor, 'query ($id: ID!) { auditTrail(entityId: $id) { inspection(first: 10) { action before } } }', { id: formed.id });
    expect(trail.data).toMatchObject({ auditTrail: { inspection: expect.arrayContaining([{ action: 'amendResult', before: expect.objectContaining({ code: 'NO_PROBLEM_FOUND' }) }]) } });
    await inspection.hear('disclosure', ['PublicationFinal', { publicationId: newId(), resultId: formed.id, inspectionId: visited.inspectionId, taskId: visited.taskId, objectId: visited.objectId, state: 'PUBLISHED', at: NOW, late: false }]);
    expect(codeOf(await call(inspection, leader, 'amendResult', amending))).toBe('PUBLISHED_RESULT_IMMUTABLE');
    expect(codeOf(await call(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toBe('PUBLISHED_RESULT_IMMUTABLE');
  });
});

describe('recheck in Shenyang', () => {
  const rechecker: Identity = { ...ANONYMOUS, subject: 'rechecker', department: LEAD, roles: ['RECHECKER'] };

  async function entered(): Promise<{ visited: Visited; resultId: string }> {
    const visited = await begin(inspection, await site(inspection, { profile: 'SY' }), 'DOCUMENT');
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    await done(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SIGN', signerName: '李四', imageBase64: base64('signature') });
    for (const identity of [leader, member]) await done(inspection, identity, 'confirmRecord', { recordId: visited.recordId });
    await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
    const entry = await done(inspection, leader, 'recordResult', result(visited, 'NO_PROBLEM_FOUND'));
    expect(entry.state).toBe('ENTERED');
    return { visited, resultId: entry.id };
  }

  it('[SY-art14-5-b] is somebody else’s', async () => {
    const { resultId } = await entered();
    const himself: Identity = { ...leader, roles: ['INSPECTOR', 'RECHECKER'] };
    expect(extensionsOf(await call(inspection, himself, 'recheckResult', { resultId, verdict: 'APPROVE' }))).toMatchObject({ code: 'RECHECKER_MUST_DIFFER', clause: 'SY art.14(5)' });
    expect((await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['resultId'] === resultId)).toEqual([]);
    expect((await done(inspection, rechecker, 'recheckResult', { resultId, verdict: 'APPROVE' })).state).toBe('FORMED');
    const [event] = (await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['resultId'] === resultId);
    expect(event?.payload).toMatchObject({ rechecked: true });
  });

  it('[SY-art14-5-e] sends a result back with a comment, and it is entered again', async () => {
    const { visited, resultId } = await entered();
    expect(extensionsOf(await call(inspection, rechecker, 'recheckResult', { resultId, verdict: 'RETURN' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'comment' });
    expect((await done(inspection, rechecker, 'recheckResult', { resultId, verdict: 'RETURN', comment: '结论不明' })).state).toBe('RETURNED');
    expect(await done(inspection, leader, 'recordResult', result(visited, 'ACTIVITY_NOT_CONDUCTED'))).toMatchObject({ id: resultId, state: 'ENTERED', version: 2 });
  });

  it('[SY-art14-5-c] is entered by the inspectors alone', async () => {
    const { visited } = await entered();
    const expertOf: Identity = { ...leader, subject: 'expert', roles: ['EXPERT'] };
    for (const identity of [clerk, expertOf]) expect(codeOf(await call(inspection, identity, 'recordResult', result(visited, 'NO_PROBLEM_FOUND')))).toBe('FORBIDDEN');
  });
});

describe('direct results in Changchun', () => {
  const direct = ({ taskId, objectId }: Site, code: string) => ({ taskId, objectId, code });
  const scheduled = async (): Promise<{ here: Site; inspectionId: string }> => {
    const here = await site(inspection, { profile: 'CC' });
    return { here, inspectionId: await schedule(inspection, here) };
  };
  const proveVisit = (inspectionId: string) => done(inspection, leader, 'addEvidence', { inspectionId, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('closed door'), capturedAt: '2025-04-01T00:30:00Z' });

  it.each([['CC-art18-a', 'UNREACHABLE_AT_REGISTERED_ADDRESS'], ['CC-art18-b', 'SERIOUS_NON_COOPERATION']])('[%s] %s is formed from evidence, without items or signature', async (_row, code) => {
    const { here, inspectionId } = await scheduled();
    await proveVisit(inspectionId);
    expect((await done(inspection, leader, 'recordDirectResult', direct(here, code))).state).toBe('DIRECT_ENDED');
    const seen = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { direct records { id } results { state code direct substantive } } }', { id: inspectionId });
    expect(seen.data).toEqual({ inspection: { direct: true, records: [], results: [{ state: 'FORMED', code, direct: true, substantive: false }, { state: 'FORMED', code, direct: true, substantive: false }] } });
    const events = (await inspection.emitted()).filter(({ payload }) => payload['inspectionId'] === inspectionId);
    expect(events.map(({ type }) => type)).toEqual(['ResultFormed', 'ResultFormed', 'InspectionEnded']);
    expect(events.at(-1)?.payload).toMatchObject({ direct: true });
  });

  it('[CC-art18-c] needs evidence and a direct code', async () => {
    const { here } = await scheduled();
    expect(codeOf(await call(inspection, leader, 'recordDirectResult', direct(here, 'UNREACHABLE_AT_REGISTERED_ADDRESS')))).toBe('EVIDENCE_REQUIRED');
    expect(codeOf(await call(inspection, leader, 'recordDirectResult', direct(here, 'NO_PROBLEM_FOUND')))).toBe('DIRECT_RESULT_NOT_ALLOWED');
  });

  it('[CC-art18-f] is closed once an item was inspected, and is marked as not substantive', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const visited = await begin(inspection, here);
    await recordItems(inspection, visited);
    await proveVisit(visited.inspectionId);
    expect(codeOf(await call(inspection, leader, 'recordDirectResult', direct(here, 'SERIOUS_NON_COOPERATION')))).toBe('DIRECT_RESULT_NOT_ALLOWED');
    const other = await scheduled();
    await proveVisit(other.inspectionId);
    await done(inspection, leader, 'recordDirectResult', direct(other.here, 'SERIOUS_NON_COOPERATION'));
    expect((await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { results { substantive } } }', { id: other.inspectionId })).data).toEqual({ inspection: { results: [{ substantive: false }, { substantive: false }] } });
  });

  it('is unknown in Chongqing', async () => {
    const here = await site(inspection);
    await done(inspection, leader, 'sendNotice', { inspectionId: await schedule(inspection, here), ...NOTICE });
    expect(codeOf(await call(inspection, leader, 'recordDirectResult', direct(here, 'UNREACHABLE_AT_REGISTERED_ADDRESS')))).toBe('DIRECT_RESULT_NOT_ALLOWED');
    expect(codeOf(await call(inspection, inspecteeOf(here.uscc), 'recordDirectResult', direct(here, 'UNREACHABLE_AT_REGISTERED_ADDRESS')))).toBe('FORBIDDEN');
  });
});
