import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { INSPECTOR_IDS, LEAD, NOW, auditor, base64, call, codeOf, done, leader, member, site, startInspectionUnderTest, stranger, type Inspection, type Site } from './inspection-under-test.ts';
import { begin, fillHeading, recordItems, submitted, type Visited } from './steps.ts';
import type { Identity } from '@sortition/service-kit';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());
afterEach(() => inspection.setTime(NOW));

interface Report { readonly dutyState: string; readonly tasks: readonly { readonly state: string; readonly dueOn: string; readonly limitations: readonly string[]; readonly steps: readonly { readonly kind: string; readonly at: string; readonly by: { readonly id: string } | null; readonly onTime: boolean | null }[] }[] }

const ask = (identity: Identity, { objectId }: Site) => inspection.ask(identity, 'query ($id: ID!) { dutyReport(objectId: $id) { dutyState tasks { state dueOn limitations thirdPartyReports { body author conclusion } notes { text } steps { kind at by { id } onTime } } } }', { id: objectId });
const reportOf = async (here: Site): Promise<Report> => ((await ask(leader, here)).data as { dutyReport: Report }).dutyReport;

async function concluded(here: Site): Promise<Visited> {
  const visited = await submitted(inspection, here);
  for (const [identity, itemId] of [[leader, visited.itemOfLead], [member, visited.itemOfMember]] as const) await done(inspection, identity, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId, code: 'NO_PROBLEM_FOUND' }] });
  await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId });
  return visited;
}

describe('the report of a duty', () => {
  it.each([['CC-art22-c', 'CC-art22-j', 'CC'], ['SAMR-4-g', 'SAMR-4-h', 'SAMR']])('[%s] [%s] shows every step with time, person and whether it was in time, and that the duty is performed', async (_step, _done, profile) => {
    const here = await site(inspection, { profile });
    const { inspectionId } = await concluded(here);
    await done(inspection, leader, 'archiveDossier', { inspectionId });
    const report = await reportOf(here);
    expect(report.dutyState).toBe('PERFORMED');
    const [duty] = report.tasks;
    expect(duty?.steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['DISPATCHED', 'TEAM_FORMED', 'SCHEDULED', 'NOTIFIED', 'STARTED', 'RECORDED', 'RESULT_FORMED', 'ENDED', 'ARCHIVED']));
    for (const { at } of duty?.steps ?? []) expect(Date.parse(at)).toBe(Date.parse(NOW));
    expect(duty?.steps.filter(({ kind }) => kind === 'RESULT_FORMED').map(({ by }) => by?.id).sort()).toEqual([INSPECTOR_IDS.leader, INSPECTOR_IDS.member].sort());
    for (const kind of ['STARTED', 'ENDED', 'RESULT_FORMED', 'ARCHIVED']) expect(duty?.steps.find((step) => step.kind === kind)?.onTime).toBe(true);
  });

  it('[SAMR-4-i] what is not done is no fault while the period runs', async () => {
    const here = await site(inspection, { profile: 'SAMR' });
    inspection.setTime('2025-06-30T23:00:00+08:00');
    expect(await reportOf(here)).toMatchObject({ dutyState: 'NOT_YET_DUE', tasks: [{ state: 'NOT_YET_DUE', dueOn: '2025-06-30' }] });
    inspection.setTime('2025-07-01T00:00:00+08:00');
    expect(await reportOf(here)).toMatchObject({ dutyState: 'NOT_PERFORMED' });
  });

  it('[CC-art22-d] [CC-art22-k] [CC-art22-l] [CC-art22-m] [CC-art22-n] keeps what speaks for those who inspected: means, days, reports of others, remarks', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const visited = await begin(inspection, here);
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, limitationNote: '未携带燃气检测仪' });
    await done(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SIGN', signerName: '李四', imageBase64: base64('signature') });
    await done(inspection, leader, 'addThirdPartyReport', { recordId: visited.recordId, service: 'TESTING', body: '某检测中心', qualification: 'CMA', author: '技术负责人', conclusion: '合格' });
    await done(inspection, leader, 'noteDuty', { taskId: here.taskId, objectId: here.objectId, text: '事故系第三方施工所致' });
    const { tasks } = await reportOf(here);
    expect(tasks).toMatchObject([{ limitations: ['未携带燃气检测仪'], thirdPartyReports: [{ body: '某检测中心', author: '技术负责人', conclusion: '合格' }], notes: [{ text: '事故系第三方施工所致' }] }]);
    expect(tasks[0]?.steps.map(({ kind, at }) => [kind, Date.parse(at)])).toEqual(expect.arrayContaining([['NOTIFIED', Date.parse(NOW)], ['STARTED', Date.parse(NOW)]]));

    const { inspectionId } = visited;
    await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
    for (const [identity, itemId] of [[leader, visited.itemOfLead], [member, visited.itemOfMember]] as const) await done(inspection, identity, 'recordResult', { inspectionId, items: [{ itemId, code: 'NO_PROBLEM_FOUND' }] });
    await done(inspection, leader, 'closeVisit', { inspectionId });
    expect((await done(inspection, leader, 'archiveDossier', { inspectionId }))['entries']).toContainEqual(expect.objectContaining({ kind: 'THIRD_PARTY_REPORT' }));
  });

  it('is for the departments of the task', async () => {
    const here = await site(inspection);
    expect(codeOf(await ask(stranger, here))).toBe('FORBIDDEN');
    expect((await ask(auditor, here)).errors).toEqual([]);
  });
});

describe('flags', () => {
  const flagged = async (identity: Identity): Promise<readonly { readonly kind: string; readonly object: { readonly id: string } }[]> => {
    const answer = await inspection.ask(identity, '{ accountabilityFlags(first: 200) { nodes { kind taskNumber dueOn object { id } } } }');
    return (answer.data as { accountabilityFlags: { nodes: { kind: string; object: { id: string } }[] } }).accountabilityFlags.nodes;
  };

  it('[CC-art22-e] a drawn object that nobody inspected in the period is flagged', async () => {
    const [neglected, inspected] = [await site(inspection, { profile: 'CC' }), await site(inspection, { profile: 'CC' })];
    await concluded(inspected);
    const flag = { kind: 'DUTY_NOT_DONE', object: { id: neglected.objectId } };
    expect(await flagged(leader)).not.toContainEqual(expect.objectContaining(flag));
    inspection.setTime('2025-07-01T09:00:00+08:00');
    expect(await flagged(leader)).toContainEqual(expect.objectContaining(flag));
    expect(await flagged(leader)).not.toContainEqual(expect.objectContaining({ object: { id: inspected.objectId } }));
    expect(await flagged(stranger)).toEqual([]);
  });
});

describe('publication', () => {
  it('[CC-art22-f] a result that is not public on its last day is flagged, until it is', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const visited = await concluded(here);
    const { data } = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { results { id department { id } } } }', { id: visited.inspectionId });
    const resultId = (data as { inspection: { results: { id: string; department: { id: string } }[] } }).inspection.results.find(({ department }) => department.id === LEAD)?.id ?? '';
    const publication = { publicationId: newId(), inspectionId: visited.inspectionId, taskId: here.taskId, objectId: here.objectId };
    await inspection.hear('disclosure', ['PublicationDue', { ...publication, departmentId: LEAD, dueOn: '2025-04-29' }]);
    const flags = async (identity: Identity) => ((await inspection.ask(identity, '{ accountabilityFlags(first: 200) { nodes { kind dueOn object { id } } } }')).data as { accountabilityFlags: { nodes: { object: { id: string } }[] } }).accountabilityFlags.nodes.filter(({ object }) => object.id === here.objectId);
    inspection.setTime('2025-04-29T23:00:00+08:00');
    expect(await flags(leader)).toEqual([]);
    inspection.setTime('2025-04-30T00:00:00+08:00');
    expect(await flags(leader)).toEqual([{ kind: 'PUBLICATION_OVERDUE', dueOn: '2025-04-29', object: { id: here.objectId } }]);
    expect(await flags(member)).toEqual([]);
    await inspection.hear('disclosure', ['PublicationFinal', { ...publication, resultId, state: 'PUBLISHED', at: '2025-04-30T09:00:00+08:00', late: true }]);
    expect(await flags(leader)).toEqual([]);
  });
});

describe('two at once', () => {
  it('make one first visit: the second hears that there is one', async () => {
    const here = await site(inspection);
    const input = { taskId: here.taskId, objectId: here.objectId, scheduledFor: '2025-04-02T01:00:00Z' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(inspection, leader, 'scheduleVisit', input)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ errors }) => errors.length > 0).map(codeOf)).toEqual(Array.from({ length: 5 }, () => 'SECOND_VISIT_NOT_ALLOWED'));
  });

  it('conclude one result each, and the record is confirmed once', async () => {
    const here = await site(inspection);
    const visited = await submitted(inspection, here);
    const confirmations = await Promise.all([leader, member, leader, member].map((identity) => call(inspection, identity, 'confirmRecord', { recordId: visited.recordId })));
    expect(confirmations.filter(({ errors }) => errors.length === 0)).toHaveLength(2);
    const results = await Promise.all([[leader, here.itemOfLead], [member, here.itemOfMember], [leader, here.itemOfLead]].map(([identity, itemId]) =>
      call(inspection, identity as Identity, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId, code: 'NO_PROBLEM_FOUND' }] })));
    expect(results.filter(({ errors }) => errors.length === 0)).toHaveLength(2);
    const formed = (await inspection.emitted('ResultFormed')).filter(({ payload }) => payload['inspectionId'] === visited.inspectionId);
    expect(formed.map(({ payload }) => payload['departmentId'])).toHaveLength(2);
    expect(new Set(formed.map(({ payload }) => payload['departmentId'])).has(LEAD)).toBe(true);
  });
});
