import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import {
  INSPECTOR_IDS, LEAD, NOW, OUTSIDER, call, clerk, codeOf, colleague, done, expert, extensionsOf, inspecteeOf, leader, member, second, site, startInspectionUnderTest, stranger, type Inspection, type Site,
} from './inspection-under-test.ts';
import { CLEAN, NOTICE, PROBLEM, begin, ended, recordItems, schedule, signed, submitted } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());
afterEach(() => inspection.setTime(NOW));

const scheduling = ({ taskId, objectId }: Site) => ({ taskId, objectId, scheduledFor: '2025-04-02T01:00:00Z' });
const starting = ({ taskId, objectId }: Site, mode = 'ON_SITE') => ({ taskId, objectId, mode });

describe('scheduling', () => {
  it('[CQ-8.5.3-c] the leader alone schedules visits, assigns items and closes the joint visit', async () => {
    const here = await site(inspection);
    const refused = await call(inspection, member, 'scheduleVisit', scheduling(here));
    expect(extensionsOf(refused)).toMatchObject({ code: 'LEADER_ONLY', clause: 'CQ 8.5.3' });
    const visited = await signed(inspection, here);
    expect(codeOf(await call(inspection, member, 'closeVisit', { inspectionId: visited.inspectionId }))).toBe('LEADER_ONLY');
    expect(codeOf(await call(inspection, member, 'assignItems', { inspectionId: visited.inspectionId, assignments: [{ itemId: here.itemOfMember, inspectorId: INSPECTOR_IDS.member }] }))).toBe('LEADER_ONLY');
    expect((await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId })).state).toBe('ENDED');
  });

  it('[CQ-7.7-b] one visit to an object for a task of three departments; another one needs a reason', async () => {
    const here = await site(inspection, { withThird: true });
    await schedule(inspection, here);
    expect(extensionsOf(await call(inspection, leader, 'scheduleVisit', scheduling(here)))).toMatchObject({ code: 'SECOND_VISIT_NOT_ALLOWED', clause: 'CQ 7.7' });
    const over = await site(inspection);
    await ended(inspection, over);
    expect(codeOf(await call(inspection, leader, 'scheduleVisit', scheduling(over)))).toBe('SECOND_VISIT_NOT_ALLOWED');
    const again = await done(inspection, leader, 'scheduleVisit', { ...scheduling(over), secondVisitReason: '复查整改情况' });
    expect(again).toMatchObject({ state: 'SCHEDULED', ordinal: 2 });
  });

  it.each([['CC-art4-f', 'CC'], ['GA-art41-c', 'GA']])('[%s] a second visit without reason is refused under %s', async (_row, profile) => {
    const here = await site(inspection, { profile });
    await schedule(inspection, here);
    expect(codeOf(await call(inspection, leader, 'scheduleVisit', scheduling(here)))).toBe('SECOND_VISIT_NOT_ALLOWED');
  });

  it('refuses a task that this platform does not know', async () => {
    expect(codeOf(await call(inspection, leader, 'scheduleVisit', { taskId: newId(), objectId: newId(), scheduledFor: NOW }))).toBe('TASK_REQUIRED');
  });

  it('gives the items of a department with one inspector to that inspector, and leaves the others to the leader', async () => {
    const here = await site(inspection, { withSecond: true });
    const visit = await done(inspection, leader, 'scheduleVisit', scheduling(here));
    expect(visit['items']).toEqual(expect.arrayContaining([
      { item: { id: here.itemOfLead }, assignee: null },
      { item: { id: here.itemOfMember }, assignee: { id: INSPECTOR_IDS.member } },
    ]));
    const assignments = [{ itemId: here.itemOfLead, inspectorId: INSPECTOR_IDS.member }];
    expect(codeOf(await call(inspection, leader, 'assignItems', { inspectionId: visit.id, assignments }))).toBe('FORBIDDEN');
    expect(codeOf(await call(inspection, leader, 'assignItems', { inspectionId: visit.id, assignments: [{ itemId: newId(), inspectorId: INSPECTOR_IDS.second }] }))).toBe('ITEM_NOT_IN_TASK');
  });

  it('[CQ-8.5.3-d] a member records only the items assigned to him or her', async () => {
    const here = await site(inspection, { withSecond: true });
    const visited = await begin(inspection, here);
    const item = { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN };
    await done(inspection, leader, 'assignItems', { inspectionId: visited.inspectionId, assignments: [{ itemId: here.itemOfLead, inspectorId: INSPECTOR_IDS.second }] });
    expect(extensionsOf(await call(inspection, leader, 'saveRecordItem', item))).toMatchObject({ code: 'ITEM_NOT_ASSIGNED', clause: 'CQ 8.5.3' });
    expect(codeOf(await call(inspection, member, 'saveRecordItem', item))).toBe('ITEM_NOT_ASSIGNED');
    expect((await done(inspection, second, 'saveRecordItem', item))['items']).toEqual(expect.arrayContaining([expect.objectContaining({ item: { id: here.itemOfLead }, inspected: true })]));
  });

  it('lets a visit that has not begun be given up with a reason, and scheduled anew', async () => {
    const here = await site(inspection);
    const inspectionId = await schedule(inspection, here);
    expect(extensionsOf(await call(inspection, leader, 'cancelVisit', { inspectionId, reason: ' ' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect((await done(inspection, leader, 'cancelVisit', { inspectionId, reason: '暴雨' })).state).toBe('CANCELLED');
    expect(await done(inspection, leader, 'scheduleVisit', scheduling(here))).toMatchObject({ state: 'SCHEDULED', ordinal: 2 });
  });
});

describe('starting', () => {
  it('without a draw there is no inspection', async () => {
    const here = await site(inspection, { drawn: false });
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here)))).toMatchObject({ code: 'DRAW_MISSING', clause: 'CQ 3.2' });
    expect(codeOf(await call(inspection, leader, 'scheduleVisit', scheduling(here)))).toBe('DRAW_MISSING');
  });

  it('[CC-art2-b] nor in Changchun', async () => {
    const here = await site(inspection, { drawn: false, profile: 'CC' });
    expect(codeOf(await call(inspection, leader, 'startInspection', starting(here)))).toBe('DRAW_MISSING');
  });

  it('[CQ-7.5-e] an object that did not come from the draw cannot be inspected', async () => {
    const here = await site(inspection);
    const elsewhere = { ...here, objectId: newId() };
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(elsewhere)))).toMatchObject({ code: 'OBJECT_NOT_DRAWN', clause: 'CQ 7.5' });
    expect(codeOf(await call(inspection, leader, 'scheduleVisit', scheduling(elsewhere)))).toBe('OBJECT_NOT_DRAWN');
  });

  it('an object that left the list by an approved change falls away, and the one that came in can be visited', async () => {
    const here = await site(inspection);
    const inspectionId = await schedule(inspection, here);
    const draw = { drawId: newId(), taskId: here.taskId, taskNumber: here.taskNumber, leadDepartmentId: LEAD, certificateHash: 'b'.repeat(64) };
    await inspection.hear('sampling', ['ObjectListChanged', { ...draw, changedAt: NOW, version: 1, removedObjectIds: [here.objectId], added: [], reason: '已注销', approvedBy: 'head' }]);
    expect(codeOf(await call(inspection, leader, 'startInspection', starting(here)))).toBe('OBJECT_NOT_DRAWN');
    expect((await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { state } }', { id: inspectionId })).data).toEqual({ inspection: { state: 'CANCELLED' } });
  });

  it('[CQ-8.6.3-a] only a member of the team starts, for an object of the list, inside the period of the task', async () => {
    const here = await site(inspection);
    await schedule(inspection, here);
    for (const identity of [stranger, colleague, clerk, expert]) expect(codeOf(await call(inspection, identity, 'startInspection', starting(here)))).toBe('FORBIDDEN');
    await done(inspection, leader, 'sendNotice', { inspectionId: (await latest(here)).id, ...NOTICE });
    inspection.setTime('2025-07-01T00:30:00+08:00');
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here)))).toMatchObject({ code: 'OUTSIDE_TASK_PERIOD', clause: 'CQ 8.6.3', to: '2025-06-30' });
    inspection.setTime('2025-06-30T23:30:00+08:00');
    expect(await done(inspection, member, 'startInspection', starting(here))).toMatchObject({ state: 'ON_SITE', mode: 'ON_SITE' });
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here)))).toMatchObject({ code: 'INVALID_TRANSITION', from: 'ON_SITE', to: 'ON_SITE' });
  });

  const latest = async ({ taskId }: Site): Promise<{ id: string; state: string }> => {
    const answer = await inspection.ask(leader, 'query ($filter: InspectionFilter) { inspections(filter: $filter, first: 1) { nodes { id state } } }', { filter: { taskId } });
    const [visit] = (answer.data as { inspections: { nodes: { id: string; state: string }[] } }).inspections.nodes;
    if (visit === undefined) throw new Error('no visit');
    return visit;
  };

  it('an expired credential does not inspect', async () => {
    const here = await site(inspection, { certificateExpiresOn: '2025-03-31' });
    await done(inspection, leader, 'sendNotice', { inspectionId: await schedule(inspection, here), ...NOTICE });
    expect(codeOf(await call(inspection, leader, 'startInspection', starting(here)))).toBe('CREDENTIAL_EXPIRED');
  });

  it.each([['CC-art2-c', 'CC'], ['GA-art36-h', 'GA']])('[%s] the inspectors of all the departments inspect together under %s', async (_row, profile) => {
    const here = await site(inspection, { membersOfLeadOnly: true, profile });
    await done(inspection, leader, 'sendNotice', { inspectionId: await schedule(inspection, here), ...NOTICE });
    expect(codeOf(await call(inspection, leader, 'startInspection', starting(here)))).toBe('DEPARTMENT_NOT_REPRESENTED');
  });

  it('[GA-art29-a] the mode is one of the jurisdiction and of the scheme', async () => {
    const here = await site(inspection, { profile: 'GA', modes: ['ON_SITE'] });
    await schedule(inspection, here);
    expect(codeOf(await call(inspection, leader, 'startInspection', starting(here, 'NETWORK_MONITORING')))).toBe('MODE_MISMATCH');
  });

  it('[GA-art13-a] [CC-art16-a] refuses a mode that the jurisdiction does not know', async () => {
    for (const profile of ['GA', 'CC']) {
      const here = await site(inspection, { profile, modes: ['SAMPLING_TEST'] });
      await schedule(inspection, here);
      expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here, 'SAMPLING_TEST')))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode' });
    }
  });
});

describe('notice', () => {
  it('[CQ-8.6.2-a] an on-site inspection without notice and without exemption is refused', async () => {
    const here = await site(inspection);
    const inspectionId = await schedule(inspection, here);
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here)))).toMatchObject({ code: 'NOTICE_REQUIRED', clause: 'CQ 8.6.2' });
    expect(await done(inspection, member, 'sendNotice', { inspectionId, ...NOTICE })).toMatchObject({ state: 'NOTIFIED', notice: { state: 'SENT', channel: 'WRITTEN' } });
    expect((await done(inspection, leader, 'startInspection', starting(here))).state).toBe('ON_SITE');
  });

  it('[CQ-8.6.2-b] names its channel; a telephone call names who took it and when', async () => {
    const inspectionId = await schedule(inspection, await site(inspection));
    const calling = { inspectionId, ...NOTICE, channel: 'TELEPHONE' };
    expect(extensionsOf(await call(inspection, leader, 'sendNotice', calling))).toMatchObject({ code: 'MISSING_FIELD', field: 'callee', clause: 'CQ 8.6.2' });
    expect(extensionsOf(await call(inspection, leader, 'sendNotice', { ...calling, callee: '13912345678' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'calledAt' });
    expect(extensionsOf(await call(inspection, leader, 'sendNotice', { ...calling, channel: 'PIGEON' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'channel', allowed: ['WRITTEN', 'TELEPHONE', 'FAX', 'OTHER'] });
    const sent = await done(inspection, leader, 'sendNotice', { ...calling, callee: '13912345678', calledAt: NOW });
    expect(sent['notice']).toMatchObject({ channel: 'TELEPHONE', callee: '139****5678' });
  });

  it.each([
    ['CQ-8.6.2-c', 'inspectionTime'], ['CQ-8.6.2-d', 'cooperationRequirements'], ['CQ-8.6.2-e', 'materials'],
  ])('[%s] without %s is refused', async (_row, field) => {
    const inspectionId = await schedule(inspection, await site(inspection));
    expect(extensionsOf(await call(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE, [field]: null }))).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 8.6.2' });
  });

  it.each([
    ['CQ-8.6.2-f', 'FOOD_PRODUCTION_AND_SALES'], ['CQ-8.6.2-g', 'CATERING_SERVICE'], ['CQ-8.6.2-h', 'EDIBLE_AGRICULTURAL_PRODUCT_MARKET'], ['CQ-8.6.2-i', 'WORK_SAFETY'],
  ])('[%s] %s is inspected without notice, on that ground, and cannot be announced', async (_row, ground) => {
    const here = await site(inspection, { noticeExemption: ground });
    const inspectionId = await schedule(inspection, here);
    expect(codeOf(await call(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE }))).toBe('INVALID_TRANSITION');
    expect((await inspection.ask(inspecteeOf(here.uscc), 'query ($id: ID!) { inspection(id: $id) { id } }', { id: inspectionId })).data).toEqual({ inspection: null });
    expect(await done(inspection, leader, 'startInspection', starting(here))).toMatchObject({ state: 'ON_SITE', notice: { state: 'WAIVED', ground } });
    const other = await schedule(inspection, await site(inspection));
    expect(extensionsOf(await call(inspection, leader, 'waiveNotice', { inspectionId: other, ground: 'INCONVENIENT' }))).toMatchObject({ code: 'EXEMPTION_NOT_ALLOWED', clause: 'CQ 8.6.2' });
  });

  it('[CQ-8.6.2-j] another ground cites its law', async () => {
    const here = await site(inspection);
    const inspectionId = await schedule(inspection, here);
    expect(extensionsOf(await call(inspection, leader, 'waiveNotice', { inspectionId, ground: 'OTHER_BY_LAW' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'legalBasis', clause: 'CQ 8.6.2' });
    expect(codeOf(await call(inspection, member, 'waiveNotice', { inspectionId, ground: 'OTHER_BY_LAW', legalBasis: '特种设备安全法' }))).toBe('LEADER_ONLY');
    expect(await done(inspection, leader, 'waiveNotice', { inspectionId, ground: 'OTHER_BY_LAW', legalBasis: '特种设备安全法' })).toMatchObject({ state: 'NOTICE_WAIVED', notice: { legalBasis: '特种设备安全法' } });
  });

  it('[CC-art17-a] Changchun announces every on-site inspection, food too', async () => {
    const here = await site(inspection, { profile: 'CC', noticeExemption: 'CATERING_SERVICE' });
    const inspectionId = await schedule(inspection, here);
    expect(extensionsOf(await call(inspection, leader, 'waiveNotice', { inspectionId, ground: 'CATERING_SERVICE' }))).toMatchObject({ code: 'EXEMPTION_NOT_ALLOWED', clause: 'CC art.17' });
    expect(codeOf(await call(inspection, leader, 'startInspection', starting(here)))).toBe('NOTICE_REQUIRED');
  });
});

describe('closing', () => {
  it('[CQ-8.6.4] a problem without follow-up keeps the visit open', async () => {
    const here = await site(inspection);
    const visited = await signed(inspection, here, { lead: PROBLEM });
    expect(extensionsOf(await call(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'FOLLOW_UP_REQUIRED', clause: 'CQ 8.6.4', itemIds: [here.itemOfLead] });
    await done(inspection, leader, 'openFollowUp', { inspectionId: visited.inspectionId, itemId: here.itemOfLead, kind: 'LAWFUL_HANDLING', responsibleDepartment: LEAD, description: '许可证过期' });
    expect(await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId })).toMatchObject({ state: 'ENDED', availableActions: expect.arrayContaining(['archiveDossier']) });
  });

  it('[CC-art15-b] an item left open keeps the visit open', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'CC' }));
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfLead, ...CLEAN });
    expect(extensionsOf(await call(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'ITEMS_INCOMPLETE', itemIds: [visited.itemOfMember] });
    await recordItems(inspection, visited);
    expect(codeOf(await call(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId }))).toBe('INVALID_TRANSITION');
  });

  it('[CC-art22-g] a suspected crime goes to the police before the visit is closed', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const { inspectionId } = await submitted(inspection, here, { lead: { ...PROBLEM, suspectedCrime: true } });
    expect(extensionsOf(await call(inspection, leader, 'closeVisit', { inspectionId }))).toMatchObject({ code: 'CRIME_TRANSFER_REQUIRED', itemId: here.itemOfLead });
    const { id: followUpId } = await done(inspection, leader, 'openFollowUp', { inspectionId, itemId: here.itemOfLead, kind: 'POLICE_TRANSFER', responsibleDepartment: LEAD, description: '涉嫌犯罪' });
    expect(codeOf(await call(inspection, leader, 'closeVisit', { inspectionId }))).toBe('CRIME_TRANSFER_REQUIRED');
    await done(inspection, leader, 'transferCase', { followUpId, target: 'PUBLIC_SECURITY', reason: '涉嫌犯罪' });
    expect((await done(inspection, leader, 'closeVisit', { inspectionId })).state).toBe('ENDED');
  });

  it('[CC-art18-e] a problem outside of the own competence is transferred before the visit is closed, and the receiver sees it', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const { inspectionId } = await submitted(inspection, here, { lead: { ...PROBLEM, outOfCompetence: true } });
    const { id: followUpId } = await done(inspection, leader, 'openFollowUp', { inspectionId, itemId: here.itemOfLead, kind: 'CLUE_TRANSFER', responsibleDepartment: LEAD, description: '属他部门职权' });
    expect(codeOf(await call(inspection, leader, 'closeVisit', { inspectionId }))).toBe('FOLLOW_UP_REQUIRED');
    await done(inspection, leader, 'transferCase', { followUpId, departmentId: OUTSIDER, reason: '属他部门职权' });
    const received = await inspection.ask(stranger, '{ caseTransfers { nodes { id state kind } } }');
    expect(received.data).toMatchObject({ caseTransfers: { nodes: expect.arrayContaining([{ id: followUpId, state: 'TRANSFERRED', kind: 'CLUE_TRANSFER' }]) } });
    expect((await done(inspection, leader, 'closeVisit', { inspectionId })).state).toBe('ENDED');
  });
});
