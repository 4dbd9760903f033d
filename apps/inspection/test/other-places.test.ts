import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { LEAD, base64, call, codeOf, done, extensionsOf, leader, member, sha256, site, startInspectionUnderTest, type Inspection, type Site } from './inspection-under-test.ts';
import { CLEAN, NOTICE, PROBLEM, begin, fillHeading, recordItems, schedule, submitted, type Visited } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());

const starting = ({ taskId, objectId }: Site, mode = 'ON_SITE') => ({ taskId, objectId, mode });
const following = ({ inspectionId, itemOfLead }: Visited, kind: string) => ({ inspectionId, itemId: itemOfLead, kind, responsibleDepartment: LEAD, description: '应当处理' });

/** Gui'an: each department fills a record of its own, and the leader submits both. */
async function submittedInGuian(here: Site, findings: { lead?: Record<string, unknown> } = {}): Promise<Visited> {
  const visited = await begin(inspection, here);
  const own = await done(inspection, member, 'openRecord', { inspectionId: visited.inspectionId });
  const heading = { certificateNo: 'JY15001120012345', contactPhone: '13912345678', credentialsShown: true, sourceExplained: true };
  await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN, ...findings.lead });
  await done(inspection, member, 'saveRecordItem', { recordId: own.id, itemId: here.itemOfMember, ...CLEAN });
  for (const recordId of [visited.recordId, own.id]) {
    await done(inspection, leader, 'saveRecordHeading', { recordId, ...heading });
    await done(inspection, leader, 'submitRecord', { recordId });
  }
  return visited;
}

describe('Changchun', () => {
  it('[CC-art14-c] the leader schedules', async () => {
    const here = await site(inspection, { profile: 'CC' });
    expect(codeOf(await call(inspection, member, 'scheduleVisit', { taskId: here.taskId, objectId: here.objectId, scheduledFor: '2025-04-02T01:00:00Z' }))).toBe('LEADER_ONLY');
  });

  it('[CC-art14-d] a member records what is assigned to him or her', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const visited = await begin(inspection, here);
    expect(codeOf(await call(inspection, member, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN }))).toBe('ITEM_NOT_ASSIGNED');
  });

  it('[CC-art17-b] the notice goes through a known channel', async () => {
    const inspectionId = await schedule(inspection, await site(inspection, { profile: 'CC' }));
    expect(extensionsOf(await call(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE, channel: 'RUMOUR' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'channel', clause: 'CC art.17' });
  });

  it.each([['CC-art17-c', 'inspectionTime'], ['CC-art17-d', 'cooperationRequirements'], ['CC-art17-e', 'materials']])('[%s] the notice says %s', async (_row, field) => {
    const inspectionId = await schedule(inspection, await site(inspection, { profile: 'CC' }));
    expect(extensionsOf(await call(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE, [field]: null }))).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CC art.17' });
  });

  it('[CC-art24-a] sound and picture stand in the dossier with their hashes', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'CC' }));
    for (const kind of ['AUDIO', 'VIDEO']) await done(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, kind, mimeType: 'application/octet-stream', contentBase64: base64(kind), capturedAt: '2025-04-01T00:30:00Z' });
    for (const [identity, itemId] of [[leader, visited.itemOfLead], [member, visited.itemOfMember]] as const) await done(inspection, identity, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId, code: 'NO_PROBLEM_FOUND' }] });
    await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId });
    const dossier = await done(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId });
    expect(dossier['entries']).toEqual(expect.arrayContaining(['AUDIO', 'VIDEO'].map((kind) => expect.objectContaining({ kind: 'EVIDENCE', sha256: sha256(kind) }))));
  });
});

describe('draws before inspection', () => {
  it('[CC-art12-i] nobody inspects before inspectors are drawn', async () => {
    const here = await site(inspection, { profile: 'CC', teamed: false });
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here)))).toMatchObject({ code: 'DRAW_MISSING', draw: 'INSPECTOR', clause: 'CC art.14' });
  });

  const circumstances = (here: Site, told: Readonly<Record<string, unknown>>) => ['CircumstancesDrawn', {
    circumstancesId: newId(), taskId: here.taskId, taskNumber: here.taskNumber, departmentId: LEAD, divisionCode: '210100', drawn: [], reason: null, certificateHash: null, at: '2025-04-01T09:00:00+08:00', ...told,
  }] as const;

  it.each([
    ['chance chose a day', { drawn: [{ dimension: 'TIME', option: '2025-04-02' }], certificateHash: 'c'.repeat(64) }],
    ['a reason against it is on record', { reason: '紧急情况，须立即到场' }],
  ])('[SY-art14-1-d] a task without lot waits until %s', async (_what, told) => {
    const here = await site(inspection, { profile: 'SY', origin: 'DIRECT' });
    const inspectionId = await schedule(inspection, here);
    await done(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE, channel: 'DOCUMENT' });
    expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here)))).toMatchObject({ code: 'RANDOM_ELEMENT_MISSING', clause: 'SY art.14(1)' });
    await inspection.hear('sampling', circumstances(here, told));
    expect(await done(inspection, leader, 'startInspection', starting(here))).toMatchObject({ state: 'ON_SITE' });
  });

  it('and one by lot does not, nor one of a city that does not ask', async () => {
    for (const [channel, terms] of [['DOCUMENT', { profile: 'SY' }], ['WRITTEN', { profile: 'CC', origin: 'DIRECT' }]] as const) {
      const here = await site(inspection, terms);
      const inspectionId = await schedule(inspection, here);
      await done(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE, channel });
      expect(await done(inspection, leader, 'startInspection', starting(here))).toMatchObject({ state: 'ON_SITE' });
    }
  });
});

describe('the national policy', () => {
  const MODES = ['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'ENTRUSTED_BODY'];

  it('[SAMR-2.4-g] inspects in four modes', async () => {
    for (const mode of MODES) {
      const here = await site(inspection, { profile: 'SAMR', modes: [...MODES, 'SAMPLING_TEST'] });
      await schedule(inspection, here);
      expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here, 'SAMPLING_TEST')))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode' });
      expect(await done(inspection, leader, 'startInspection', starting(here, mode))).toMatchObject({ mode, state: mode === 'ON_SITE' ? 'ON_SITE' : 'OFF_SITE' });
    }
  });

  it('[SAMR-2.8-a] leaves no problem without follow-up', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'SAMR' }), { lead: PROBLEM });
    expect(codeOf(await call(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId }))).toBe('FOLLOW_UP_REQUIRED');
  });
});

describe('Shenyang', () => {
  const MODES = ['ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'SAMPLING_TEST', 'ENTRUSTED_BODY'];

  it('[SY-art14-2-a] inspects in five modes', async () => {
    for (const mode of MODES) {
      const here = await site(inspection, { profile: 'SY', modes: [...MODES, 'OTHER'] });
      await done(inspection, leader, 'sendNotice', { inspectionId: await schedule(inspection, here), ...NOTICE, channel: 'DOCUMENT', documentList: '年报', deliveryTime: '2025-04-10T01:00:00Z', deliveryPlace: '政务大厅' });
      expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here, 'OTHER')))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode' });
      expect(await done(inspection, leader, 'startInspection', starting(here, mode))).toMatchObject({ mode });
    }
  });

  it('[SY-art15-a] keeps one dossier for a visit, under its own number', async () => {
    const rechecker: Identity = { ...ANONYMOUS, subject: 'rechecker', department: LEAD, roles: ['RECHECKER'] };
    const numbers = new Set<unknown>();
    for (let n = 0; n < 2; n += 1) {
      const visited = await begin(inspection, await site(inspection, { profile: 'SY' }), 'DOCUMENT');
      await recordItems(inspection, visited);
      await fillHeading(inspection, visited);
      await done(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SIGN', signerName: '李四', imageBase64: base64('signature') });
      for (const identity of [leader, member]) await done(inspection, identity, 'confirmRecord', { recordId: visited.recordId });
      await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
      for (const [identity, itemId] of [[leader, visited.itemOfLead], [member, visited.itemOfMember]] as const) {
        const { id: resultId } = await done(inspection, identity, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId, code: 'NO_PROBLEM_FOUND' }] });
        await done(inspection, { ...rechecker, department: identity.department }, 'recheckResult', { resultId, verdict: 'APPROVE' });
      }
      await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId });
      numbers.add((await done(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))['number']);
      expect(extensionsOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'DOSSIER_EXISTS', clause: 'SY art.15' });
    }
    expect(numbers.size).toBe(2);
  });
});

describe('Gui’an', () => {
  it('[GA-art29-g] other requirements may stand in the notice of a documentary inspection', async () => {
    const documentary = { ...NOTICE, documentList: '年报', deliveryTime: '2025-04-10T01:00:00Z', deliveryPlace: '政务大厅' };
    for (const otherRequirements of [null, '请加盖公章']) {
      const here = await site(inspection, { profile: 'GA', modes: ['DOCUMENTARY'] });
      const inspectionId = await schedule(inspection, here);
      expect(codeOf(await call(inspection, leader, 'startInspection', starting(here, 'DOCUMENTARY')))).toBe('NOTICE_REQUIRED');
      expect((await done(inspection, leader, 'sendNotice', { inspectionId, ...documentary, otherRequirements }))['notice']).toMatchObject({ state: 'SENT', otherRequirements });
    }
  });

  it('[GA-art31-a] guidance closes what is minor, and nothing serious', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'GA' }));
    const guidance = async (finding: Record<string, unknown>) => {
      await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfLead, ...PROBLEM, ...finding });
      const { id } = await done(inspection, leader, 'openFollowUp', following(visited, 'ADMINISTRATIVE_GUIDANCE'));
      return call(inspection, leader, 'recordMeasure', { followUpId: id, measure: 'ADMINISTRATIVE_GUIDANCE', note: '已指导改正' });
    };
    expect(codeOf(await guidance({ suspectedCrime: true }))).toBe('MEASURE_NOT_ALLOWED');
    expect((await guidance({ suspectedCrime: false })).data).toMatchObject({ recordMeasure: { followUp: { state: 'CLOSED', outcome: 'ADMINISTRATIVE_GUIDANCE: 已指导改正' } } });
  });

  it.each([['GA-art31-b', 'UNREACHABLE_AT_REGISTERED_ADDRESS'], ['GA-art31-c', 'NOT_OPERATING_AT_REGISTERED_PLACE']])('[%s] %s opens the way to the list of abnormal operations', async (_row, code) => {
    const visited = await submittedInGuian(await site(inspection, { profile: 'GA' }), { lead: PROBLEM });
    await done(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('closed door'), capturedAt: '2025-04-01T00:30:00Z' });
    await done(inspection, leader, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfLead, code }] });
    const seen = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { followUps { kind state responsibleDepartment { id } item { id } } } }', { id: visited.inspectionId });
    expect(seen.data).toEqual({ inspection: { followUps: [{ kind: 'ABNORMAL_OPERATION_LIST', state: 'OPEN', responsibleDepartment: { id: LEAD }, item: { id: visited.itemOfLead } }] } });
  });

  it('[GA-art32-1] 检查合格 is entered once', async () => {
    const visited = await submittedInGuian(await site(inspection, { profile: 'GA' }));
    const passing = { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfLead, code: 'NO_PROBLEM_FOUND' }] };
    expect(await done(inspection, leader, 'recordResult', passing)).toMatchObject({ label: '检查合格' });
    expect(codeOf(await call(inspection, leader, 'recordResult', passing))).toBe('RESULT_ALREADY_FINAL');
  });

  it('[GA-art42-b] leaves no problem without follow-up', async () => {
    const visited = await submittedInGuian(await site(inspection, { profile: 'GA' }), { lead: PROBLEM });
    expect(codeOf(await call(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId }))).toBe('FOLLOW_UP_REQUIRED');
    await done(inspection, leader, 'openFollowUp', following(visited, 'CASE_FILING'));
    expect((await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId })).state).toBe('ENDED');
  });

  it('[GA-art46-d] each department enters the results of its own items', async () => {
    const visited = await submittedInGuian(await site(inspection, { profile: 'GA' }));
    expect(codeOf(await call(inspection, member, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfLead, code: 'NO_PROBLEM_FOUND' }] }))).toBe('FORBIDDEN');
  });
});
