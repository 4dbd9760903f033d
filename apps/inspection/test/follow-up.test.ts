import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { newId } from '@sortition/kernel';
import { LEAD, NOW, OUTSIDER, PARTICIPANT, call, codeOf, done, extensionsOf, leader, member, site, startInspectionUnderTest, stranger, type Inspection, type View } from './inspection-under-test.ts';
import { PROBLEM, begin, signed, submitted, type Visited } from './steps.ts';

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
  it('[SY-art17-b] makes a follow-up of a correction that is overdue, once', async () => {
    const here = await site(inspection, { profile: 'SY' });
    const visited = await begin(inspection, here, 'DOCUMENT');
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...PROBLEM });
    const { id } = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CORRECTION_ORDER' }));
    await done(inspection, leader, 'issueCorrectionOrder', { followUpId: id, orderText: '限期换证', dueOn: '2025-04-30' });
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

  it('[SAMR-2.8-d] [SAMR-2.8-e] the decision is tied to task and object, and only an outcome closes the case', async () => {
    const here = await site(inspection, { profile: 'SAMR' });
    const visited = await begin(inspection, here);
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...PROBLEM });
    const { id } = await done(inspection, leader, 'openFollowUp', opening(visited, { kind: 'CASE_TRANSFER' }));
    await done(inspection, leader, 'transferCase', { followUpId: id, target: 'CASE_SYSTEM', reason: '立案' });
    const caseSystem: Identity = { ...ANONYMOUS, subject: 'case-system', roles: ['CASE_SYSTEM'] };
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
