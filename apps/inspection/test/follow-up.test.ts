import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { newId } from '@sortition/kernel';
import { INSPECTOR_IDS, LEAD, NOW, OUTSIDER, PARTICIPANT, base64, call, codeOf, done, extensionsOf, leader, member, site, startInspectionUnderTest, stranger, supervisor, type Inspection, type View } from './inspection-under-test.ts';
import { CLEAN, PROBLEM, begin, schedule, signed, submitted, type Visited } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());
afterEach(() => inspection.setTime(NOW));

const found = async (): Promise<Visited> => signed(inspection, await site(inspection), { lead: PROBLEM });
const opening = ({ inspectionId, itemOfLead }: Visited, more: Record<string, unknown> = {}) => ({ inspectionId, itemId: itemOfLead, kind: 'LAWFUL_HANDLING', responsibleDepartment: LEAD, description: '许可证过期', ...more });
const opened = async (more: Record<string, unknown> = {}): Promise<View> => done(inspection, leader, 'openFollowUp', opening(await found(), more));
const listed = async (identity: Identity, filter: Record<string, unknown>): Promise<{ nodes: { id: string; state: string; overdue: boolean }[]; totalCount: number }> => {
  const answer = await inspection.ask(identity, 'query ($filter: FollowUpFilter) { followUps(filter: $filter, first: 50) { nodes { id state overdue } totalCount } }', { filter });
  return (answer.data as { followUps: { nodes: { id: string; state: string; overdue: boolean }[]; totalCount: number } }).followUps;
};

/** Queues a job as the crontab would, and waits until the worker has done it. */
async function runJob(task: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inspection.database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ id: string }>('select id from graphile_worker.add_job($1)', [task]);
  const deadline = performance.now() + 15_000;
  while ((await owner.query('select 1 from graphile_worker._private_jobs where id = $1', [rows[0]?.id])).rowCount !== 0) {
    if (performance.now() > deadline) throw new Error(`${task} was not done`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  await owner.end();
}

/** What no use case does: a row is gone as if it had never been. */
async function asSystem(statement: string, values: readonly unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: inspection.database.ownerUrl });
  await owner.connect();
  await owner.query("select set_config('app.roles', 'SYSTEM', false)");
  await owner.query(statement, [...values]);
  await owner.end();
}

describe('opening', () => {
  it('[CQ-9-a] names the department with jurisdiction', async () => {
    const visited = await found();
    expect(extensionsOf(await call(inspection, leader, 'openFollowUp', opening(visited, { responsibleDepartment: null })))).toMatchObject({ code: 'MISSING_FIELD', field: 'responsibleDepartment', clause: 'CQ 9' });
    expect(codeOf(await call(inspection, leader, 'openFollowUp', opening(visited, { responsibleDepartment: newId() })))).toBe('NOT_RESPONSIBLE_DEPARTMENT');
    expect(await done(inspection, leader, 'openFollowUp', opening(visited, { responsibleDepartment: OUTSIDER }))).toMatchObject({ state: 'OPEN', responsibleDepartment: { id: OUTSIDER } });
  });

  it.each([['CC-art4-i', 'CC', 'WRITTEN'], ['GA-art31-e', 'GA', 'WRITTEN'], ['SY-art17-d', 'SY', 'DOCUMENT']])('[%s] likewise under %s', async (_row, profile, channel) => {
    const visited = await begin(inspection, await site(inspection, { profile }), channel);
    expect(extensionsOf(await call(inspection, leader, 'openFollowUp', opening(visited, { responsibleDepartment: null })))).toMatchObject({ code: 'MISSING_FIELD', field: 'responsibleDepartment' });
  });

  it('follows a problem only, of the own department, by a kind of the profile', async () => {
    const visited = await found();
    expect(codeOf(await call(inspection, member, 'openFollowUp', { ...opening(visited), itemId: visited.itemOfMember }))).toBe('FOLLOW_UP_NOT_APPLICABLE');
    expect(codeOf(await call(inspection, member, 'openFollowUp', opening(visited)))).toBe('FORBIDDEN');
    expect(extensionsOf(await call(inspection, leader, 'openFollowUp', opening(visited, { kind: 'SCOLDING' })))).toMatchObject({ code: 'INVALID_VALUE', field: 'kind' });
    expect(codeOf(await call(inspection, leader, 'openFollowUp', opening(visited, { itemId: newId() })))).toBe('ITEM_NOT_IN_TASK');
  });
});

describe('a correction order', () => {
  it('has a day that lies ahead, and is closed by its outcome', async () => {
    const { id } = await opened({ kind: 'CORRECTION_ORDER' });
    const ordering = { followUpId: id, orderText: '限期换证' };
    expect(extensionsOf(await call(inspection, leader, 'issueCorrectionOrder', ordering))).toMatchObject({ code: 'MISSING_FIELD', field: 'dueOn' });
    expect(extensionsOf(await call(inspection, leader, 'issueCorrectionOrder', { ...ordering, dueOn: '2025-03-31' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'dueOn' });
    expect(codeOf(await call(inspection, member, 'issueCorrectionOrder', { ...ordering, dueOn: '2025-04-30' }))).toBe('FORBIDDEN');
    expect(await done(inspection, leader, 'issueCorrectionOrder', { ...ordering, dueOn: '2025-04-30' })).toMatchObject({ state: 'ORDERED', dueOn: '2025-04-30' });
    inspection.setTime('2025-05-01T08:00:00+08:00');
    expect((await listed(leader, { overdue: true })).nodes).toContainEqual({ id, state: 'ORDERED', overdue: true });
    expect(await done(inspection, leader, 'recordCorrectionOutcome', { followUpId: id, corrected: true, outcome: '已换证' })).toMatchObject({ state: 'CLOSED', outcome: '已换证' });
    expect((await listed(leader, { overdue: true })).nodes).not.toContainEqual(expect.objectContaining({ id }));
    const [closed] = (await inspection.emitted('FollowUpClosed')).filter(({ payload }) => payload['followUpId'] === id);
    expect(closed?.payload).toMatchObject({ outcome: '已换证' });
  });
});

describe('the clock', () => {
  it('[SY-art17-a] [SY-art17-b] [SY-art14-3-a] [SY-art5-2-b] an order has its day and its department, and is followed when it is overdue; a visit has its notice', async () => {
    const here = await site(inspection, { profile: 'SY' });
    const visited = await begin(inspection, here, 'DOCUMENT');
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...PROBLEM });
    const { id } = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CORRECTION_ORDER' }));
    const ordering = { followUpId: id, orderText: '限期换证', dueOn: '2025-04-30' };
    expect(extensionsOf(await call(inspection, leader, 'issueCorrectionOrder', { ...ordering, dueOn: null }))).toMatchObject({ code: 'MISSING_FIELD', field: 'dueOn', clause: 'SY art.17' });
    for (const identity of [member, stranger]) expect(codeOf(await call(inspection, identity, 'issueCorrectionOrder', ordering))).toBe('FORBIDDEN');
    await done(inspection, leader, 'issueCorrectionOrder', ordering);
    const notice = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { notice { document { template version title lines { header values } } } } }', { id: visited.inspectionId });
    expect(notice.data).toMatchObject({ inspection: { notice: { document: { template: 'SY_INSPECTION_NOTICE', version: 'SY@1+SAMR@1', title: '沈阳市市场监督管理局行政检查告知书', lines: expect.arrayContaining([{ header: '检查对象', values: [here.name] }]) } } } });
    await done(inspection, member, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfMember, ...CLEAN });
    await asSystem("delete from inspection.notice where inspection_id = $1", [visited.inspectionId]);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'NOTICE_REQUIRED', form: 'SY_INSPECTION_NOTICE', clause: 'SY art.14(3)' });
    const states = async () => {
      const answer = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { followUps { kind state } } }', { id: visited.inspectionId });
      return (answer.data as { inspection: { followUps: unknown } }).inspection.followUps;
    };
    await runJob('watchCorrectionOrders');
    expect(await states()).toEqual([{ kind: 'CORRECTION_ORDER', state: 'ORDERED' }]);
    inspection.setTime('2025-05-01T08:00:00+08:00');
    await runJob('watchCorrectionOrders');
    await runJob('watchCorrectionOrders');
    expect(await states()).toEqual([{ kind: 'CORRECTION_ORDER', state: 'OVERDUE' }, { kind: 'OVERDUE_CORRECTION', state: 'OPEN' }]);
  });
});

describe('transfer', () => {
  it('[CC-art28-a] is accepted by the receiver, or comes back with a reason', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'CC' }), { lead: PROBLEM });
    const { id } = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CASE_TRANSFER' }));
    expect(extensionsOf(await call(inspection, leader, 'transferCase', { followUpId: id, reason: '属他部门职权' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'target' });
    await done(inspection, leader, 'transferCase', { followUpId: id, departmentId: OUTSIDER, reason: '属他部门职权' });
    const pending = await inspection.ask(stranger, '{ caseTransfers(first: 50) { nodes { id state } } }');
    expect(pending.data).toMatchObject({ caseTransfers: { nodes: expect.arrayContaining([{ id, state: 'TRANSFERRED' }]) } });
    expect(codeOf(await call(inspection, leader, 'acceptTransfer', { followUpId: id, accept: true }))).toBe('FORBIDDEN');
    expect(extensionsOf(await call(inspection, stranger, 'acceptTransfer', { followUpId: id, accept: false }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect((await done(inspection, stranger, 'acceptTransfer', { followUpId: id, accept: false, reason: '不属本部门' })).state).toBe('REFUSED');
    await done(inspection, leader, 'transferCase', { followUpId: id, departmentId: OUTSIDER, reason: '重新核定职权后移送' });
    expect((await done(inspection, stranger, 'acceptTransfer', { followUpId: id, accept: true })).state).toBe('ACCEPTED');
    const answer = await inspection.ask(stranger, 'query ($id: ID!) { auditTrail(entityId: $id) { inspection(first: 10) { action at } } }', { id });
    expect(answer.data).toMatchObject({ auditTrail: { inspection: expect.arrayContaining([{ action: 'acceptTransfer', at: '2025-04-01T01:00:00.000Z' }]) } });
  });

  it('[SAMR-2.8-b] [SAMR-2.8-c] [SAMR-2.8-d] [SAMR-2.8-e] the supervising department hands a clue to the case system; the decision is tied to task and object, and only an outcome closes the case', async () => {
    const here = await site(inspection, { profile: 'SAMR', ownerDepartmentId: LEAD });
    const visited = await begin(inspection, here);
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...PROBLEM });
    expect(extensionsOf(await call(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CASE_TRANSFER', responsibleDepartment: OUTSIDER })))).toMatchObject({ code: 'NOT_RESPONSIBLE_DEPARTMENT', clause: 'SAMR 2.8' });
    const { id } = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CASE_TRANSFER' }));
    const transferred = await done(inspection, leader, 'transferCase', { followUpId: id, target: 'CASE_SYSTEM', reason: '立案' });
    expect(transferred['messages']).toEqual([{ id: expect.any(String), taskNumber: here.taskNumber, objectName: here.name, state: 'QUEUED', receipt: null }]);
    const caseSystem: Identity = { ...ANONYMOUS, subject: 'case-system', roles: ['CASE_SYSTEM'] };
    const waiting = await inspection.ask(caseSystem, '{ caseMessages(first: 50) { nodes { id taskNumber objectName } } }');
    const [message] = (waiting.data as { caseMessages: { nodes: { id: string; taskNumber: string }[] } }).caseMessages.nodes.filter(({ taskNumber }) => taskNumber === here.taskNumber);
    expect(await done(inspection, caseSystem, 'receiveCaseMessage', { messageId: message?.id, receipt: '受理〔2025〕9号' })).toMatchObject({ state: 'RECEIVED', receipt: '受理〔2025〕9号' });
    expect(codeOf(await call(inspection, caseSystem, 'receiveCaseMessage', { messageId: message?.id, receipt: '再次' }))).toBe('INVALID_TRANSITION');
    const link = { followUpId: id, taskNumber: here.taskNumber, objectName: here.name, decisionNumber: '处罚〔2025〕7号' };
    expect(codeOf(await call(inspection, caseSystem, 'linkPenaltyDecision', { ...link, objectName: '别的公司' }))).toBe('LINK_MISMATCH');
    expect(await done(inspection, caseSystem, 'linkPenaltyDecision', link)).toMatchObject({ state: 'IN_HANDLING', caseNumber: '处罚〔2025〕7号' });
    const fromCase = await inspection.ask(leader, 'query ($filter: FollowUpFilter) { followUps(filter: $filter) { nodes { caseNumber inspection { id } } } }', { filter: { taskId: here.taskId } });
    expect(fromCase.data).toEqual({ followUps: { nodes: [{ caseNumber: '处罚〔2025〕7号', inspection: { id: visited.inspectionId } }] } });
    const fromVisit = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { followUps { caseNumber } } }', { id: visited.inspectionId });
    expect(fromVisit.data).toEqual({ inspection: { followUps: [{ caseNumber: '处罚〔2025〕7号' }] } });
    expect(codeOf(await call(inspection, caseSystem, 'closeFollowUp', { followUpId: id }))).toBe('OUTCOME_MISSING');
    expect((await done(inspection, caseSystem, 'closeFollowUp', { followUpId: id, outcome: '罚款5000元' })).state).toBe('CLOSED');
  });
});

describe('what follows in Changchun', () => {
  it('[CC-art28-b] [CC-art28-c] whoever cannot be reached goes to the registration authority, and a case is filed under its number', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const inspectionId = await schedule(inspection, here);
    await done(inspection, leader, 'addEvidence', { inspectionId, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('closed door'), capturedAt: '2025-04-01T00:30:00Z' });
    await done(inspection, leader, 'recordDirectResult', { taskId: here.taskId, objectId: here.objectId, code: 'UNREACHABLE_AT_REGISTERED_ADDRESS' });
    const listing = { inspectionId, itemId: here.itemOfLead, kind: 'ABNORMAL_OPERATION_LIST', responsibleDepartment: LEAD, description: '无法联系' };
    expect(await done(inspection, leader, 'openFollowUp', listing)).toMatchObject({ state: 'TRANSFERRED', transferTarget: 'REGISTRATION_AUTHORITY', messages: [{ objectName: here.name, state: 'QUEUED' }] });

    const visited = await submitted(inspection, await site(inspection, { profile: 'CC' }), { lead: PROBLEM });
    await done(inspection, member, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfMember, code: 'NO_PROBLEM_FOUND' }] });
    expect(codeOf(await call(inspection, member, 'openFollowUp', { ...listing, inspectionId: visited.inspectionId, itemId: visited.itemOfMember }))).toBe('FOLLOW_UP_NOT_APPLICABLE');
    const { id } = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CASE_FILING' }));
    const result = await done(inspection, leader, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfLead, code: 'PROBLEM_PENDING_INVESTIGATION' }] });
    expect(result['followUps']).toEqual([{ id }]);
    expect(extensionsOf(await call(inspection, leader, 'fileCase', { followUpId: id, caseNumber: ' ' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'caseNumber' });
    expect(await done(inspection, leader, 'fileCase', { followUpId: id, caseNumber: '长市监立〔2025〕3号' })).toMatchObject({ state: 'IN_HANDLING', caseNumber: '长市监立〔2025〕3号', result: { id: result.id } });
  });
});

describe('a clue against an inspector', () => {
  it.each([['SAMR-2.8-f', 'SAMR'], ['CC-art22-b2', 'CC']])('[%s] under %s is for supervisors alone', async (_row, profile) => {
    const inspectionId = await schedule(inspection, await site(inspection, { profile }));
    const referring = { inspectionId, inspectorId: INSPECTOR_IDS.member, suspicion: 'CRIME', description: '涉嫌受贿', recipient: '市纪委监委' };
    for (const identity of [leader, member]) expect(codeOf(await call(inspection, identity, 'referDiscipline', referring))).toBe('FORBIDDEN');
    expect(extensionsOf(await call(inspection, supervisor, 'referDiscipline', { ...referring, inspectorId: newId() }))).toMatchObject({ code: 'INVALID_VALUE', field: 'inspectorId' });
    const { id, state } = await done(inspection, supervisor, 'referDiscipline', referring);
    expect(state).toBe('REFERRED');
    const ask = (identity: Identity) => inspection.ask(identity, 'query ($id: ID!) { disciplineReferral(id: $id) { state inspector { id } } disciplineReferrals(first: 5) { nodes { id } } }', { id });
    for (const identity of [leader, member, stranger]) expect((await ask(identity)).errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect((await ask(supervisor)).data).toMatchObject({ disciplineReferral: { state: 'REFERRED', inspector: { id: INSPECTOR_IDS.member } }, disciplineReferrals: { nodes: expect.arrayContaining([{ id }]) } });
    const trail = await inspection.ask(supervisor, 'query ($id: ID!) { auditTrail(entityId: $id) { inspection(first: 10) { after } } }', { id });
    expect(JSON.stringify(trail.data)).not.toContain(INSPECTOR_IDS.member);
  });
});

describe('measures', () => {
  it('close a minor matter that was put right; not one that is ordered', async () => {
    const minor = await opened({ kind: 'CORRECTION_ON_THE_SPOT' });
    expect(await done(inspection, leader, 'recordMeasure', { followUpId: minor.id, measure: 'CORRECTION_ON_THE_SPOT', note: '已当场改正' })).toMatchObject({ state: 'CLOSED' });
    const ordered = await opened({ kind: 'CORRECTION_ORDER' });
    await done(inspection, leader, 'issueCorrectionOrder', { followUpId: ordered.id, orderText: '限期换证', dueOn: '2025-04-30' });
    expect(codeOf(await call(inspection, leader, 'recordMeasure', { followUpId: ordered.id, measure: 'CORRECTION_ON_THE_SPOT', note: '已当场改正' }))).toBe('MEASURE_NOT_ALLOWED');
  });
});

describe('the list', () => {
  it('[CQ-9-b] of ten problems with eight closed shows the two open ones, each closed only with an outcome', async () => {
    const visited = await found();
    const ids = [];
    for (let n = 0; n < 10; n += 1) ids.push((await done(inspection, leader, 'openFollowUp', opening(visited, { description: `问题${n}` }))).id);
    for (const followUpId of ids.slice(0, 8)) {
      expect(codeOf(await call(inspection, leader, 'closeFollowUp', { followUpId, outcome: ' ' }))).toBe('OUTCOME_MISSING');
      await done(inspection, leader, 'closeFollowUp', { followUpId, outcome: '已处理' });
    }
    const open = await listed(leader, { states: ['OPEN'], taskId: visited.taskId });
    expect(open.totalCount).toBe(2);
    expect(new Set(open.nodes.map(({ id }) => id))).toEqual(new Set(ids.slice(8)));
    expect((await listed(stranger, { taskId: visited.taskId })).totalCount).toBe(0);
    expect(codeOf(await call(inspection, leader, 'closeFollowUp', { followUpId: ids[0], outcome: '再次处理' }))).toBe('INVALID_TRANSITION');
  });

  it('[CC-art12-k] each department finds what it answers for', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'CC' }), { lead: PROBLEM, member: PROBLEM });
    const own = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CASE_FILING' }));
    await done(inspection, member, 'openFollowUp', { ...opening(visited, { kind: 'CASE_FILING' }), itemId: visited.itemOfMember, responsibleDepartment: PARTICIPANT });
    expect((await listed(leader, { taskId: visited.taskId, responsibleDepartmentId: LEAD })).nodes.map(({ id }) => id)).toEqual([own.id]);
  });
});
