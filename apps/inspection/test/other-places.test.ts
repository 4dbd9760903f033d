import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import { ANONYMOUS, type Identity } from '@sortition/service-kit';
import { LEAD, NOW, OUTSIDER, PARTICIPANT, base64, call, codeOf, done, extensionsOf, inspecteeOf, leader, member, sha256, stranger, site, startInspectionUnderTest, type Inspection, type Site } from './inspection-under-test.ts';
import { CLEAN, NOTICE, PROBLEM, begin, fillHeading, recordItems, schedule, submitted, type Visited } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());

const starting = ({ taskId, objectId }: Site, mode = 'ON_SITE') => ({ taskId, objectId, mode });
const following = ({ inspectionId, itemOfLead }: Visited, kind: string) => ({ inspectionId, itemId: itemOfLead, kind, responsibleDepartment: LEAD, description: '应当处理' });

/** Gui'an: each department fills a record of its own, and the leader submits both. */
async function submittedInGuian(here: Site, findings: { lead?: Record<string, unknown>; member?: Record<string, unknown> } = {}): Promise<Visited> {
  const visited = await begin(inspection, here);
  const own = await done(inspection, member, 'openRecord', { inspectionId: visited.inspectionId });
  const heading = { certificateNo: 'JY15001120012345', contactPhone: '13912345678', credentialsShown: true, sourceExplained: true };
  await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN, ...findings.lead });
  await done(inspection, member, 'saveRecordItem', { recordId: own.id, itemId: here.itemOfMember, ...CLEAN, ...findings.member });
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

  it('[CC-art24-a] [CC-art24-b] [CC-art29] sound and picture stand in the dossier with their hashes, and each department keeps it as long as it says', async () => {
    const visited = await submitted(inspection, await site(inspection, { profile: 'CC' }));
    for (const kind of ['AUDIO', 'VIDEO']) await done(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, kind, mimeType: 'application/octet-stream', contentBase64: base64(kind), capturedAt: '2025-04-01T00:30:00Z' });
    for (const [identity, itemId] of [[leader, visited.itemOfLead], [member, visited.itemOfMember]] as const) await done(inspection, identity, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId, code: 'NO_PROBLEM_FOUND' }] });
    await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId });
    for (const [department, retentionYears] of [[LEAD, 10], [PARTICIPANT, 30]] as const) await done(inspection, { ...leader, department, roles: ['DEPARTMENT_HEAD'] }, 'setArchiveRule', { retentionYears, method: '纸质与电子双套' });
    const dossier = await done(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId });
    expect(dossier).toMatchObject({ custodian: { id: LEAD }, retentionUntil: '2035-04-01' });
    const elsewhere = await site(inspection, { profile: 'CC', leadDepartmentId: PARTICIPANT });
    const { id: inspectionId, note } = await done(inspection, leader, 'scheduleVisit', { taskId: elsewhere.taskId, objectId: elsewhere.objectId, scheduledFor: '2025-04-02T01:00:00Z', note: '执法车两台' });
    expect(note).toBe('执法车两台');
    await done(inspection, leader, 'addEvidence', { inspectionId, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('closed door'), capturedAt: '2025-04-01T00:30:00Z' });
    await done(inspection, leader, 'recordDirectResult', { taskId: elsewhere.taskId, objectId: elsewhere.objectId, code: 'UNREACHABLE_AT_REGISTERED_ADDRESS' });
    expect(await done(inspection, leader, 'archiveDossier', { inspectionId })).toMatchObject({ custodian: { id: PARTICIPANT }, retentionUntil: '2055-04-01' });
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

describe('findings of others', () => {
  it.each(['CC', 'SAMR'])('[CC-art4-g] [SAMR-2.3-f] [SAMR-2.6-c] under %s another department’s result stands for the item, unless it is too old or withdrawn', async (profile) => {
    const first = await submitted(inspection, await site(inspection, { profile }));
    const source = await done(inspection, leader, 'recordResult', { inspectionId: first.inspectionId, items: [{ itemId: first.itemOfLead, code: 'NO_PROBLEM_FOUND' }] });
    const visited = await begin(inspection, await site(inspection, { profile, objectId: first.objectId, itemOfMember: first.itemOfLead }));
    const adopting = { recordId: visited.recordId, itemId: visited.itemOfMember, kind: 'OTHER_DEPARTMENT_RESULT', sourceResultId: source.id };
    const stopped = (state: 'STOPPED' | 'PUBLISHED') => inspection.hear('disclosure', ['PublicationFinal', { publicationId: newId(), resultId: source.id, inspectionId: first.inspectionId, taskId: first.taskId, objectId: first.objectId, state, at: '2025-04-01T09:00:00+08:00', late: false }]);
    const refusal = async () => extensionsOf(await call(inspection, member, 'adoptExternalResult', adopting));
    await stopped('STOPPED');
    expect(await refusal()).toMatchObject({ code: 'RESULT_NOT_ADOPTABLE', reason: 'WITHDRAWN' });
    await stopped('PUBLISHED');
    inspection.setTime('2026-04-02T09:00:00+08:00');
    expect(await refusal()).toMatchObject({ code: 'RESULT_NOT_ADOPTABLE', reason: 'EXPIRED' });
    inspection.setTime(NOW);
    expect(codeOf(await call(inspection, leader, 'adoptExternalResult', adopting))).toBe('FORBIDDEN');
    expect((await done(inspection, member, 'adoptExternalResult', adopting))['items']).toContainEqual(expect.objectContaining({ item: { id: visited.itemOfMember }, state: 'ADOPTED', inspected: false, adopted: { kind: 'OTHER_DEPARTMENT_RESULT', sourceResultId: source.id, documentNumber: null, conclusion: '未发现问题' } }));
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfLead, ...CLEAN });
    await fillHeading(inspection, visited);
    await done(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SIGN', signerName: '李四', imageBase64: base64('signature') });
    await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
  });

  it('[SY-art14-3-c] Shenyang takes three kinds, and asks a document for its number', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'SY' }), 'DOCUMENT');
    const document = { recordId: visited.recordId, itemId: visited.itemOfLead, issuer: '某区人民法院', conclusion: '违法事实成立', problemFound: true };
    const adopt = async (more: Record<string, unknown>) => extensionsOf(await call(inspection, leader, 'adoptExternalResult', { ...document, ...more }));
    expect(await adopt({ kind: 'JUDICIAL_DOCUMENT' })).toMatchObject({ code: 'MISSING_FIELD', field: 'documentNumber', clause: 'SY art.14(3)' });
    expect(await adopt({ kind: 'EXPERT_OPINION', documentNumber: '1' })).toMatchObject({ code: 'INVALID_VALUE', field: 'kind' });
    expect(await adopt({ kind: 'OTHER_DEPARTMENT_RESULT' })).toMatchObject({ code: 'MISSING_FIELD', field: 'sourceResultId' });
    for (const kind of ['PROFESSIONAL_CONCLUSION', 'JUDICIAL_DOCUMENT']) expect(await adopt({ kind, documentNumber: '（2025）辽01民终1号' })).toEqual({});
  });
});

describe('what is checked', () => {
  const guide = (itemIds: readonly string[], checkPoints: readonly string[]) => ['ItemListPublished', {
    listId: newId(), lineageId: newId(), version: 1, name: '清单', joint: true, level: 'MUNICIPAL', divisionCode: '500112', publishedOn: '2025-01-01', supersedesId: null, profile: 'CC', profileHash: 'f'.repeat(64),
    items: itemIds.map((itemId) => ({ itemId, lineageId: newId(), name: '餐饮', field: '餐饮', itemClass: null, objectType: '企业', modes: [], legalBasis: '法', leadDepartmentId: LEAD, participatingDepartmentIds: [], ratioMax: null, noticeExemption: null, guideId: newId(), checkPoints })),
  }] as const;
  const POINTS = ['许可证', '索证索票', '健康证', '消毒记录', '台账'];
  const answers = (texts: readonly string[]) => texts.map((text) => ({ text, answer: '符合' }));

  it('[CC-art15-a] [CC-art11-f] every point of the guide, and a participant’s own rules for its own items', async () => {
    const here = await site(inspection, { profile: 'CC' });
    await inspection.hear('registry', guide([here.itemOfLead], POINTS));
    const rules = { taskId: here.taskId, itemIds: [here.itemOfMember], title: 'G2', content: '本部门消防检查规定', checkPoints: ['疏散通道'] };
    expect(codeOf(await call(inspection, leader, 'attachOwnRules', rules))).toBe('FORBIDDEN');
    await done(inspection, member, 'attachOwnRules', rules);
    const visited = await begin(inspection, here);
    await recordItems(inspection, visited, { lead: { checkPoints: answers(POINTS.slice(0, 4)) }, member: { checkPoints: answers(['疏散通道']) } });
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'CHECKPOINTS_INCOMPLETE', missing: ['台账'] });
    const opened = await done(inspection, leader, 'openRecord', { inspectionId: visited.inspectionId });
    expect(opened['items']).toEqual(expect.arrayContaining([
      expect.objectContaining({ item: { id: here.itemOfLead }, ownRules: null, checkPoints: POINTS.map((text) => ({ text, source: 'GUIDE', answer: text === '台账' ? null : '符合' })) }),
      expect.objectContaining({ item: { id: here.itemOfMember }, ownRules: { title: 'G2', content: '本部门消防检查规定' }, checkPoints: [{ text: '疏散通道', source: 'OWN_RULES', answer: '符合' }] }),
    ]));
    expect(extensionsOf(await call(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN, checkPoints: answers(['别的']) }))).toMatchObject({ code: 'INVALID_VALUE', field: 'checkPoints' });
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN, checkPoints: answers(['台账']) });
    await done(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SIGN', signerName: '李四', imageBase64: base64('signature') });
    await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
  });

  it('[GA-art30-c] the points of the field’s document in Gui’an', async () => {
    const here = await site(inspection, { profile: 'GA' });
    await inspection.hear('registry', guide([here.itemOfLead, here.itemOfMember], POINTS));
    const visited = await begin(inspection, here);
    const heading = { certificateNo: 'JY15001120012345', contactPhone: '13912345678', credentialsShown: true, sourceExplained: true };
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, ...heading });
    expect((await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN }))['items']).toEqual([expect.objectContaining({ checkPoints: POINTS.map((text) => ({ text, source: 'GUIDE', answer: null })) })]);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'CHECKPOINTS_INCOMPLETE', missing: POINTS });
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN, checkPoints: answers(POINTS) });
    await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
  });

  it('[CC-art16-b] reports of entrusted bodies', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'CC' }));
    const report = { recordId: visited.recordId, body: '某检测中心', qualification: 'CMA 2023-01', author: '检测中心技术负责人', conclusion: '合格' };
    expect(extensionsOf(await call(inspection, leader, 'addThirdPartyReport', { ...report, service: 'PALMISTRY' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'service', clause: 'CC art.13' });
    expect(extensionsOf(await call(inspection, leader, 'addThirdPartyReport', { ...report, service: 'AUDIT', qualification: ' ' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'qualification' });
    const KINDS = ['AUDIT', 'CAPITAL_VERIFICATION', 'APPRAISAL', 'TESTING'];
    let record: Awaited<ReturnType<typeof done>> | undefined;
    for (const service of KINDS) record = await done(inspection, leader, 'addThirdPartyReport', { ...report, service });
    expect(record?.['thirdPartyReports']).toEqual(KINDS.map((service) => ({ service, body: report.body, qualification: report.qualification, author: report.author, conclusion: report.conclusion })));
  });

  it('[CC-art18-d] the form of a direct result', async () => {
    const here = await site(inspection, { profile: 'CC' });
    const inspectionId = await schedule(inspection, here);
    await done(inspection, leader, 'addEvidence', { inspectionId, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('closed door'), capturedAt: '2025-04-01T00:30:00Z' });
    await done(inspection, leader, 'recordDirectResult', { taskId: here.taskId, objectId: here.objectId, code: 'UNREACHABLE_AT_REGISTERED_ADDRESS' });
    expect(codeOf(await call(inspection, leader, 'submitRecord', { inspectionId }))).toBe('RECORD_FORM_MISSING');
    const { id: recordId } = await done(inspection, leader, 'openRecord', { inspectionId });
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { inspectionId }))).toMatchObject({ code: 'RECORD_FORM_MISSING', field: 'certificateNo', clause: 'CC art.18' });
    await done(inspection, leader, 'saveRecordHeading', { recordId, certificateNo: 'JY15001120012345', contactPhone: '13912345678' });
    expect((await done(inspection, leader, 'submitRecord', { inspectionId })).state).toBe('CONFIRMED');
  });
});

describe('the national policy', () => {
  it('[SAMR-3.2-a] from afar nobody visits and nobody signs', async () => {
    for (const profile of ['SAMR', 'CC']) {
      const here = await site(inspection, { profile, modes: ['REMOTE'] });
      const { id: inspectionId } = await done(inspection, leader, 'startInspection', starting(here, 'REMOTE'));
      const { id: recordId } = await done(inspection, leader, 'openRecord', { inspectionId });
      const visited = { ...here, inspectionId, recordId };
      await recordItems(inspection, visited);
      await fillHeading(inspection, visited);
      expect(await done(inspection, leader, 'submitRecord', { recordId })).toMatchObject({ state: 'CONFIRMED', signatures: [] });
    }
  });

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

  it('[SY-art14-2-a] [SY-art14-2-b] inspects in five modes, through an entrusted body under guidance', async () => {
    for (const mode of MODES) {
      const here = await site(inspection, { profile: 'SY', modes: [...MODES, 'OTHER'] });
      await done(inspection, leader, 'sendNotice', { inspectionId: await schedule(inspection, here), ...NOTICE, channel: 'DOCUMENT', documentList: '年报', deliveryTime: '2025-04-10T01:00:00Z', deliveryPlace: '政务大厅' });
      expect(extensionsOf(await call(inspection, leader, 'startInspection', starting(here, 'OTHER')))).toMatchObject({ code: 'INVALID_VALUE', field: 'mode' });
      const guided = { ...starting(here, mode), entrustedBody: '某检测公司', guidingDepartment: LEAD, guidance: '按检测规程抽样' };
      if (mode === 'ENTRUSTED_BODY') expect(extensionsOf(await call(inspection, leader, 'startInspection', { ...guided, guidingDepartment: null }))).toMatchObject({ code: 'MISSING_FIELD', field: 'guidingDepartment', clause: 'SY art.14(2)' });
      expect(await done(inspection, leader, 'startInspection', mode === 'ENTRUSTED_BODY' ? guided : starting(here, mode))).toMatchObject({ mode, guidingDepartment: mode === 'ENTRUSTED_BODY' ? { id: LEAD } : null });
    }
  });

  it('[SY-art15-a] [SY-art15-b] [SY-art15-c] keeps one dossier for a visit under its own number, every paper scanned, where the object is', async () => {
    const rechecker: Identity = { ...ANONYMOUS, subject: 'rechecker', department: LEAD, roles: ['RECHECKER'] };
    const numbers = new Set<unknown>();
    const bureau = newId();
    await inspection.hear('registry', ['DepartmentSaved', { departmentId: bureau, name: '某区市场监督管理局', level: 'COUNTY', divisionCode: '500112', parentId: null, authorityBasis: 'STATUTORY_DEPARTMENT', authorityItemIds: null, profile: 'SY', active: true }]);
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
      const material = await done(inspection, leader, 'listPaperMaterial', { inspectionId: visited.inspectionId, name: '现场笔录' });
      expect(extensionsOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'DOSSIER_INCOMPLETE', missing: 'SCAN' });
      await done(inspection, leader, 'scanPaperMaterial', { materialId: material.id, contentBase64: base64(`scan ${n}`) });
      const dossier = await done(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId });
      expect(dossier).toMatchObject({ custodian: { id: bureau }, entries: expect.arrayContaining([{ kind: 'SCAN', id: material.id, sha256: sha256(`scan ${n}`) }]) });
      numbers.add(dossier['number']);
      expect(extensionsOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'DOSSIER_EXISTS', clause: 'SY art.15' });
    }
    expect(numbers.size).toBe(2);
  });
});

describe('Gui’an', () => {
  it('[GA-art29-c] inspects on paper whoever is in good credit', async () => {
    for (const [creditLevel, code] of [['D', 'MODE_NOT_ALLOWED'], ['A', undefined]] as const) {
      const here = await site(inspection, { profile: 'GA', modes: ['DOCUMENTARY'], creditLevel });
      await done(inspection, leader, 'sendNotice', { inspectionId: await schedule(inspection, here), ...NOTICE, documentList: '年报', deliveryTime: '2025-04-10T01:00:00Z', deliveryPlace: '政务大厅' });
      expect(codeOf(await call(inspection, leader, 'startInspection', starting(here, 'DOCUMENTARY')))).toBe(code);
    }
  });

  it.each([['GA-art29-h', ['BUSINESS:ONLINE'], null], ['GA-art29-i', [], expect.stringContaining('提倡')]])('[%s] watches online whoever trades online, and others with a note', async (_row, tags, modeNote) => {
    const here = await site(inspection, { profile: 'GA', modes: ['NETWORK_MONITORING'], tags });
    await schedule(inspection, here);
    expect(await done(inspection, leader, 'startInspection', starting(here, 'NETWORK_MONITORING'))).toMatchObject({ state: 'OFF_SITE', modeNote });
  });

  it('[GA-art34-e] [GA-art47-a] [GA-art47-b] [GA-art47-c] [GA-art47-d] [GA-art47-e] [GA-art48-e] one visit takes complaints, demands and feedback along', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'GA' }));
    const { inspectionId } = visited;
    const passive = { inspectionId, objectId: visited.objectId, kind: 'COMPLAINT', reference: '12345-77', content: '投诉油烟' };
    expect(extensionsOf(await call(inspection, leader, 'attachPassiveTask', { ...passive, kind: 'CURIOSITY' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'GA art.34' });
    expect(codeOf(await call(inspection, leader, 'attachPassiveTask', { ...passive, objectId: newId() }))).toBe('OBJECT_NOT_IN_TASK');
    expect(codeOf(await call(inspection, stranger, 'attachPassiveTask', passive))).toBe('FORBIDDEN');
    expect(await done(inspection, leader, 'attachPassiveTask', passive)).toMatchObject({ id: inspectionId, passiveTasks: [{ kind: 'COMPLAINT', reference: '12345-77' }] });
    expect((await inspection.ask(leader, 'query ($id: ID!) { inspections(filter: { objectId: $id }) { totalCount } }', { id: visited.objectId })).data).toEqual({ inspections: { totalCount: 1 } });

    const register = (text: string) => done(inspection, member, 'registerDemand', { inspectionId, text, contact: '13912345678' });
    expect(extensionsOf(await call(inspection, member, 'registerDemand', { inspectionId, text: '办证', contact: ' ' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'contact' });
    const onTheSpot = await register('咨询年报');
    expect(onTheSpot).toMatchObject({ state: 'REGISTERED', inspection: { id: inspectionId }, object: { id: visited.objectId }, contact: expect.not.stringContaining('12345678'), department: { id: PARTICIPANT } });
    expect(await done(inspection, member, 'resolveDemand', { demandId: onTheSpot.id, onSite: true, answer: '已当场指导' })).toMatchObject({ state: 'RESOLVED_ON_SITE', dueOn: null });
    const taken = await register('变更许可');
    inspection.setTime('2025-04-25T09:00:00+08:00');
    expect(await done(inspection, member, 'takeBackDemand', { demandId: taken.id })).toMatchObject({ state: 'TAKEN_BACK', dueOn: '2025-05-08', overdue: false });
    const routed = await register('道路积水');
    expect(codeOf(await call(inspection, member, 'routeDemand', { demandId: routed.id, departmentId: OUTSIDER }))).toBe('FORBIDDEN');
    expect(await done(inspection, leader, 'routeDemand', { demandId: routed.id, departmentId: OUTSIDER })).toMatchObject({ state: 'ROUTED', department: { id: OUTSIDER }, routingReceipt: expect.any(String) });
    await done(inspection, stranger, 'takeBackDemand', { demandId: routed.id });
    expect(await done(inspection, stranger, 'replyDemand', { demandId: routed.id, answer: '已疏通' })).toMatchObject({ state: 'REPLIED', late: false });
    const listed = async (filter: Record<string, unknown>) => ((await inspection.ask(leader, 'query ($filter: DemandFilter) { demands(filter: $filter, first: 50) { nodes { id overdue } } }', { filter })).data as { demands: { nodes: { id: string; overdue: boolean }[] } }).demands.nodes;
    inspection.setTime('2025-05-08T09:00:00+08:00');
    expect(await listed({ overdue: true })).toEqual([]);
    inspection.setTime('2025-05-09T09:00:00+08:00');
    expect(await listed({ overdue: true })).toEqual([{ id: taken.id, overdue: true }]);
    expect(await listed({ states: ['REPLIED'] })).toEqual([{ id: routed.id, overdue: false }]);
    expect(await done(inspection, leader, 'recordReturnVisit', { demandId: routed.id, satisfaction: 5 })).toMatchObject({ state: 'VISITED', satisfaction: 5 });
    expect(await listed({ states: ['REPLIED'] })).toEqual([]);
    inspection.setTime(NOW);

    const feedback = { inspectionId, rating: 5, text: '文明执法' };
    expect(codeOf(await call(inspection, inspecteeOf('91500112000000009X'), 'giveFeedback', feedback))).toBe('FORBIDDEN');
    expect(await done(inspection, inspecteeOf(visited.uscc), 'giveFeedback', feedback)).toMatchObject({ feedback: { rating: 5, text: '文明执法' } });
    expect(codeOf(await call(inspection, inspecteeOf(visited.uscc), 'giveFeedback', feedback))).toBe('CONFLICT');
  });

  it('[GA-art32-2-b] [GA-art32-3] a second entry tells that it was put right, and what cannot be is followed up', async () => {
    const visited = await submittedInGuian(await site(inspection, { profile: 'GA' }), { lead: PROBLEM });
    const entering = (code: string, more: Record<string, unknown> = {}) => ({ inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfLead, code, correctionNote: '立即整改' }], ...more });
    expect(extensionsOf(await call(inspection, leader, 'recordResult', entering('PROBLEM_PENDING_INVESTIGATION')))).toMatchObject({ code: 'FOLLOW_UP_REQUIRED', clause: 'GA art.32(3)' });
    const first = await done(inspection, leader, 'recordResult', entering('PROBLEM_ORDERED_TO_CORRECT'));
    expect(extensionsOf(await call(inspection, leader, 'recordResult', entering('NO_PROBLEM_FOUND', { second: true })))).toMatchObject({ code: 'EVIDENCE_REQUIRED', clause: 'GA art.32(2)' });
    inspection.setTime('2025-04-02T09:00:00+08:00');
    await done(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, itemId: visited.itemOfLead, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('put right'), capturedAt: '2025-04-02T00:30:00Z' });
    expect(await done(inspection, leader, 'recordResult', entering('NO_PROBLEM_FOUND', { second: true }))).toMatchObject({
      id: first.id, state: 'FORMED', code: 'NO_PROBLEM_FOUND', entry: 2, entries: [{ entry: 1, code: 'PROBLEM_ORDERED_TO_CORRECT' }, { entry: 2, code: 'NO_PROBLEM_FOUND' }],
    });
    expect(codeOf(await call(inspection, leader, 'recordResult', entering('NO_PROBLEM_FOUND', { second: true })))).toBe('RESULT_ALREADY_FINAL');
    inspection.setTime(NOW);
  });

  it('[GA-art31-d] a case for the list of abnormal operations goes by way of the lead, who is flagged while he keeps it', async () => {
    const here = await site(inspection, { profile: 'GA' });
    const visited = await submittedInGuian(here, { lead: CLEAN, member: PROBLEM });
    await done(inspection, member, 'addEvidence', { inspectionId: visited.inspectionId, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('closed door'), capturedAt: '2025-04-01T00:30:00Z' });
    await done(inspection, member, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfMember, code: 'UNREACHABLE_AT_REGISTERED_ADDRESS' }] });
    await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId });
    const { data } = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { followUps { id } } }', { id: visited.inspectionId });
    const followUpId = (data as { inspection: { followUps: { id: string }[] } }).inspection.followUps[0]?.id;
    const passing = { followUpId, target: 'GA_AMR', reason: '无法联系' };
    const flags = async () => ((await inspection.ask(leader, '{ accountabilityFlags(first: 100) { nodes { kind object { id } } } }')).data as { accountabilityFlags: { nodes: { kind: string; object: { id: string } }[] } }).accountabilityFlags.nodes.filter(({ object }) => object.id === here.objectId);
    expect(await flags()).toEqual([]);
    inspection.setTime('2025-04-02T09:00:00+08:00');
    expect(await flags()).toEqual([{ kind: 'ABNORMAL_LIST_NOT_PASSED', object: { id: here.objectId } }]);
    expect(extensionsOf(await call(inspection, member, 'transferCase', passing))).toMatchObject({ code: 'FORBIDDEN', clause: 'GA art.31' });
    expect(await done(inspection, leader, 'transferCase', passing)).toMatchObject({ state: 'TRANSFERRED', transferTarget: 'GA_AMR' });
    expect(await flags()).toEqual([]);
    inspection.setTime(NOW);
  });

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
