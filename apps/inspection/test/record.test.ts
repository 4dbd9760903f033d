import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@sortition/kernel';
import {
  INSPECTOR_IDS, auditor, base64, call, codeOf, done, expert, extensionsOf, freshUscc, inspecteeOf, leader, member, sha256, site, startInspectionUnderTest, stranger, type Inspection,
} from './inspection-under-test.ts';
import { CLEAN, begin, ended, fillHeading, recordItems, signed, submitted } from './steps.ts';

let inspection: Inspection;
beforeAll(async () => { inspection = await startInspectionUnderTest(); });
afterAll(() => inspection[Symbol.asyncDispose]());

const onTheSpot = { form: 'SIGN', signerName: '李四', imageBase64: base64('signature') };

describe('the record form', () => {
  it('[CQ-8.6.3-b] is one joint record for object and visit, in the shape of table F.1', async () => {
    const visited = await begin(inspection, await site(inspection));
    const again = await done(inspection, member, 'openRecord', { inspectionId: visited.inspectionId });
    expect(again).toMatchObject({ id: visited.recordId, form: 'CQ_F1' });
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    const answer = await inspection.ask(leader, 'query ($id: ID!) { recordForm(recordId: $id) { form title fields { column field header values } mediaType contentBase64 } }', { id: visited.recordId });
    const { recordForm } = answer.data as { recordForm: { fields: { header: string; field: string; values: string[] }[]; contentBase64: string } };
    expect(recordForm.fields.map(({ header }) => header)).toEqual(['主体名称', '统一社会信用代码', '所属区县', '证件（照）号码', '法定代表人', '检查地址', '联系电话', '检查事项', '记录情况']);
    expect(recordForm.fields.map(({ field }) => field)).toEqual(['entityName', 'uscc', 'district', 'certificateNo', 'legalRepresentative', 'inspectionAddress', 'contactPhone', 'items[].itemId', 'items[].situation']);
    expect(recordForm.fields.find(({ field }) => field === 'items[].situation')?.values).toEqual(['未发现异常', '未发现异常']);
    const workbook = await readXlsx(Buffer.from(recordForm.contentBase64, 'base64'));
    expect(workbook.sheets[0]?.rows[0]).toEqual(recordForm.fields.map(({ header }) => header));
    expect(workbook.sheets[0]?.rows).toHaveLength(3);
  });

  it('[GA-art42-a] in Gui’an each of three departments keeps its own in one visit, and a second one is refused', async () => {
    const here = await site(inspection, { profile: 'GA', withThird: true });
    const visited = await begin(inspection, here);
    const own = await done(inspection, member, 'openRecord', { inspectionId: visited.inspectionId });
    const third = await done(inspection, stranger, 'openRecord', { inspectionId: visited.inspectionId });
    expect(new Set([visited.recordId, own.id, third.id]).size).toBe(3);
    expect(own['items']).toEqual([expect.objectContaining({ item: { id: here.itemOfMember } })]);
    const seen = (await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { records { id } } }', { id: visited.inspectionId })).data as { inspection: { records: { id: string }[] } };
    expect(seen.inspection.records.map(({ id }) => id).toSorted()).toEqual([visited.recordId, own.id, third.id].toSorted());
    for (const identity of [leader, member, stranger]) expect(codeOf(await call(inspection, identity, 'openRecord', { inspectionId: visited.inspectionId }))).toBe('RECORD_EXISTS');
  });

  it.each([
    ['CQ-F-01', 'entityName'], ['CQ-F-02', 'uscc'], ['CQ-F-03', 'district'], ['CQ-F-04', 'certificateNo'], ['CQ-F-05', 'legalRepresentative'], ['CQ-F-06', 'inspectionAddress'], ['CQ-F-07', 'contactPhone'],
  ])('[%s] without %s is not accepted', async (_row, field) => {
    const visited = await begin(inspection, await site(inspection));
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, [field]: '' });
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'MISSING_FIELD', field, clause: 'CQ 8.6.3' });
    expect(extensionsOf(await call(inspection, leader, 'signRecord', { recordId: visited.recordId, ...onTheSpot }))).toMatchObject({ code: 'MISSING_FIELD', field });
  });

  it('[CQ-F-08] an item is named', async () => {
    const visited = await begin(inspection, await site(inspection));
    expect(extensionsOf(await call(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, ...CLEAN }))).toMatchObject({ code: 'MISSING_FIELD', field: 'items[].itemId' });
  });

  it('[CQ-F-09] the situation of every item is written down', async () => {
    const visited = await begin(inspection, await site(inspection));
    await recordItems(inspection, visited, { member: { situation: '  ' } });
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'items[].situation' });
  });

  it('an individual has no credit code, and an organisation’s must be one', async () => {
    const visited = await begin(inspection, await site(inspection));
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, uscc: '91500112MA00000000' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'uscc' });
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, uscc: '', counterpartNature: 'INDIVIDUAL' });
    await done(inspection, leader, 'signRecord', { recordId: visited.recordId, ...onTheSpot });
    expect((await done(inspection, leader, 'submitRecord', { recordId: visited.recordId })).state).toBe('SUBMITTED');
  });

  it('shows numbers of people masked and stores them encrypted', async () => {
    const visited = await begin(inspection, await site(inspection));
    await done(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, certificateNo: '500112198001011234', contactPhone: '13912345678' });
    const answer = await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { records { certificateNo contactPhone } } auditTrail(entityId: $id) { inspection(first: 50) { after } } }', { id: visited.inspectionId });
    expect(answer.data).toMatchObject({ inspection: { records: [{ certificateNo: '500*************34', contactPhone: '139****5678' }] } });
    const trail = await inspection.ask(auditor, 'query ($id: ID!) { auditTrail(entityId: $id) { inspection(first: 50) { before after } } }', { id: visited.recordId });
    expect(JSON.stringify(trail.data)).toContain('sealed');
    expect(JSON.stringify([trail.data, answer.data])).not.toMatch(/13912345678|500112198001011234/);
  });

  it.each([['CC-art4-b', 'CC', 'WRITTEN'], ['SY-art14-3-b', 'SY', 'DOCUMENT']])('[%s] takes no item from outside of the task under %s', async (_row, profile, channel) => {
    const visited = await begin(inspection, await site(inspection, { profile }), channel);
    expect(codeOf(await call(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: newId(), ...CLEAN }))).toBe('ITEM_NOT_IN_TASK');
  });

  it('[SY-art14-3-d] Shenyang’s record is its registration form', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'SY' }), 'DOCUMENT');
    expect((await done(inspection, leader, 'openRecord', { inspectionId: visited.inspectionId }))['form']).toBe('SY_REGISTRATION_FORM');
  });
});

describe('evidence', () => {
  it('[CQ-4.4-d] a photo keeps its hash, time, author and place, and its bytes', async () => {
    const here = await site(inspection);
    const visited = await begin(inspection, here);
    const photo = { inspectionId: visited.inspectionId, itemId: here.itemOfLead, kind: 'PHOTO', mimeType: 'image/jpeg', contentBase64: base64('a photo'), capturedAt: '2025-04-01T00:30:00.000Z', location: { latitude: 29.7, longitude: 106.6, accuracy: 8 } };
    expect(await done(inspection, member, 'addEvidence', photo)).toMatchObject({
      kind: 'PHOTO', sha256: sha256('a photo'), size: 7, capturedAt: '2025-04-01T00:30:00.000Z', capturedBy: { id: INSPECTOR_IDS.member }, location: { latitude: 29.7, longitude: 106.6, accuracy: 8 }, contentBase64: base64('a photo'),
    });
    expect(await done(inspection, member, 'addEvidence', { ...photo, location: undefined })).toMatchObject({ location: null });
    expect(extensionsOf(await call(inspection, member, 'addEvidence', { ...photo, sha256: sha256('another photo') }))).toMatchObject({ code: 'INVALID_VALUE', field: 'sha256' });
    expect(extensionsOf(await call(inspection, member, 'addEvidence', { ...photo, contentBase64: 'YSBwaG90' + '%' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'contentBase64' });
    expect(extensionsOf(await call(inspection, member, 'addEvidence', { ...photo, kind: 'RUMOUR' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'kind', clause: 'CQ 4.4' });
    expect(extensionsOf(await call(inspection, member, 'addEvidence', { ...photo, capturedAt: '2025-04-02T00:00:00Z' }))).toMatchObject({ code: 'INVALID_VALUE', field: 'capturedAt' });
    expect(codeOf(await call(inspection, stranger, 'addEvidence', photo))).toBe('FORBIDDEN');
  });

  it('cannot be changed or removed by the application', async () => {
    const visited = await begin(inspection, await site(inspection));
    await done(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, kind: 'FILE', mimeType: 'text/plain', contentBase64: base64('ledger'), capturedAt: '2025-04-01T00:00:00Z' });
    const { default: pg } = await import('pg');
    const app = new pg.Client({ connectionString: inspection.database.appUrl });
    await app.connect();
    for (const statement of ["update inspection.evidence set sha256 = 'x'", 'delete from inspection.evidence', "update inspection.stored_file set bytes = ''", 'delete from inspection.signature', "update inspection.dossier set manifest_hash = 'x'"]) {
      await expect(app.query(statement)).rejects.toThrow(/permission denied/);
    }
    await app.end();
  });
});

describe('signature of the inspectee', () => {
  it('[CQ-8.6.5-a] follows when all items are done, and without it or a note of refusal nothing is submitted', async () => {
    const here = await site(inspection);
    const visited = await begin(inspection, here);
    await fillHeading(inspection, visited);
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN });
    expect(extensionsOf(await call(inspection, leader, 'signRecord', { recordId: visited.recordId, ...onTheSpot }))).toMatchObject({ code: 'ITEMS_INCOMPLETE', clause: expect.stringContaining('CQ 8.6.5'), itemIds: [here.itemOfMember] });
    expect(codeOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toBe('ITEMS_INCOMPLETE');
    await recordItems(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'SIGNATURE_MISSING', party: 'INSPECTEE', clause: expect.stringContaining('CQ 8.6.5') });
    expect(extensionsOf(await call(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SEAL', signerName: '李四' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'imageBase64' });
    const attested = await done(inspection, leader, 'signRecord', { recordId: visited.recordId, ...onTheSpot, form: 'SEAL' });
    expect(attested).toMatchObject({ state: 'ATTESTED', signatures: [{ party: 'INSPECTEE', form: 'SEAL', signerName: '李*', imageSha256: sha256('signature'), contentHash: attested['contentHash'] }] });
    expect(codeOf(await call(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN }))).toBe('INVALID_TRANSITION');
    expect(codeOf(await call(inspection, member, 'submitRecord', { recordId: visited.recordId }))).toBe('LEADER_ONLY');
    expect((await done(inspection, leader, 'submitRecord', { recordId: visited.recordId })).state).toBe('SUBMITTED');
  });

  it('is given by the enterprise itself with its own account, and by no other', async () => {
    const here = await site(inspection);
    const visited = await begin(inspection, here);
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    const signing = { recordId: visited.recordId, form: 'SIGN', signerName: '李四' };
    expect(codeOf(await call(inspection, inspecteeOf(freshUscc()), 'signRecord', signing))).toBe('FORBIDDEN');
    expect(codeOf(await call(inspection, stranger, 'signRecord', { ...signing, ...onTheSpot }))).toBe('FORBIDDEN');
    expect(await done(inspection, inspecteeOf(here.uscc), 'signRecord', signing)).toMatchObject({ state: 'ATTESTED', signatures: [{ party: 'INSPECTEE', imageSha256: null }] });
    const seen = await inspection.ask(inspecteeOf(here.uscc), 'query ($id: ID!) { inspection(id: $id) { state records { state } evidence { id } followUps { id } } }', { id: visited.inspectionId });
    expect(seen.data).toEqual({ inspection: { state: 'ON_SITE', records: [{ state: 'ATTESTED' }], evidence: [], followUps: [] } });
  });

  it('[CQ-8.6.5-b] a refusal is noted on the spot in its place', async () => {
    const visited = await begin(inspection, await site(inspection));
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'recordRefusal', { recordId: visited.recordId }))).toMatchObject({ code: 'MISSING_FIELD', field: 'note', clause: 'CQ 8.6.5' });
    expect(await done(inspection, member, 'recordRefusal', { recordId: visited.recordId, note: '负责人拒绝签字，无正当理由' })).toMatchObject({ state: 'ATTESTED', refusal: { note: '负责人拒绝签字，无正当理由' } });
    expect((await done(inspection, leader, 'submitRecord', { recordId: visited.recordId })).state).toBe('SUBMITTED');
  });

  it('[CC-art17-g] nothing is submitted without it in Changchun', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'CC' }));
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'SIGNATURE_MISSING', party: 'INSPECTEE', clause: 'CC art.17' });
  });

  it('[CC-art17-f] Changchun’s record is the Jilin form, and open items are not submitted', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'CC' }));
    const opened = await done(inspection, leader, 'openRecord', { inspectionId: visited.inspectionId });
    expect(opened['form']).toBe('JL_REGISTRATION_FORM');
    expect(codeOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toBe('ITEMS_INCOMPLETE');
  });
});

describe('signatures in Shenyang', () => {
  it('[SY-art14-3-e] inspectee and inspectors sign before the record is submitted', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'SY' }), 'DOCUMENT');
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'SIGNATURE_MISSING', party: 'INSPECTEE', clause: 'SY art.14(3)' });
    await done(inspection, leader, 'signRecord', { recordId: visited.recordId, ...onTheSpot });
    await done(inspection, leader, 'confirmRecord', { recordId: visited.recordId });
    expect(extensionsOf(await call(inspection, leader, 'submitRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'SIGNATURE_MISSING', party: INSPECTOR_IDS.member });
    await done(inspection, member, 'confirmRecord', { recordId: visited.recordId });
    expect((await done(inspection, leader, 'submitRecord', { recordId: visited.recordId })).state).toBe('CONFIRMED');
  });

  it('[SY-art14-3-f] [SY-art14-3-g] a refusal has its reason and its witness', async () => {
    const visited = await begin(inspection, await site(inspection, { profile: 'SY' }), 'DOCUMENT');
    await recordItems(inspection, visited);
    await fillHeading(inspection, visited);
    expect(extensionsOf(await call(inspection, leader, 'recordRefusal', { recordId: visited.recordId, note: '拒签', witness: '赵六' }))).toMatchObject({ code: 'MISSING_FIELD', field: 'reason' });
    expect(codeOf(await call(inspection, leader, 'recordRefusal', { recordId: visited.recordId, reason: '对检查有异议' }))).toBe('WITNESS_REQUIRED');
    expect((await done(inspection, leader, 'recordRefusal', { recordId: visited.recordId, reason: '对检查有异议', witness: '赵六' })).state).toBe('ATTESTED');
  });
});

describe('confirmation by the team', () => {
  it('[CQ-8.7.1-a] waits until the items of all departments are recorded', async () => {
    const here = await site(inspection);
    const visited = await begin(inspection, here);
    await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN });
    expect(extensionsOf(await call(inspection, leader, 'confirmRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'ITEMS_INCOMPLETE', itemIds: [here.itemOfMember], clause: expect.stringContaining('8.7.1') });
  });

  it('[CQ-8.7.1-b] every member signs before there is a result', async () => {
    const here = await site(inspection);
    const visited = await submitted(inspection, here);
    const result = { inspectionId: visited.inspectionId, items: [{ itemId: here.itemOfLead, code: 'NO_PROBLEM_FOUND' }] };
    await done(inspection, leader, 'confirmRecord', { recordId: visited.recordId });
    expect(extensionsOf(await call(inspection, leader, 'recordResult', result))).toMatchObject({ code: 'SIGNATURE_MISSING', party: INSPECTOR_IDS.member, clause: expect.stringContaining('8.7.1') });
    expect(codeOf(await call(inspection, leader, 'confirmRecord', { recordId: visited.recordId }))).toBe('INVALID_TRANSITION');
    const confirmed = await done(inspection, member, 'confirmRecord', { recordId: visited.recordId });
    expect(confirmed.state).toBe('CONFIRMED');
    const hashes = (confirmed['signatures'] as { contentHash: string }[]).map(({ contentHash }) => contentHash);
    expect(new Set(hashes)).toEqual(new Set([confirmed['contentHash']]));
    expect((await done(inspection, leader, 'recordResult', result)).state).toBe('FORMED');
  });

  it('stands behind the inspectee: nobody confirms what it has not attested', async () => {
    const visited = await begin(inspection, await site(inspection));
    await recordItems(inspection, visited);
    expect(extensionsOf(await call(inspection, member, 'confirmRecord', { recordId: visited.recordId }))).toMatchObject({ code: 'SIGNATURE_MISSING', party: 'INSPECTEE' });
  });
});

describe('expert', () => {
  it('[CQ-5.3.3-c] gives an opinion beside the record, and sets no result', async () => {
    const here = await site(inspection, { withExpert: true });
    const visited = await signed(inspection, here);
    expect(codeOf(await call(inspection, expert, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: here.itemOfLead, code: 'NO_PROBLEM_FOUND' }] }))).toBe('FORBIDDEN');
    expect(await done(inspection, expert, 'addExpertOpinion', { recordId: visited.recordId, text: '燃气管道老化' })).toMatchObject({ expertOpinions: [{ text: '燃气管道老化' }] });
  });
});

describe('dossier', () => {
  it('[CQ-8.7.3-a] archived after the visit, it can no longer be changed', async () => {
    const here = await site(inspection);
    const visited = await ended(inspection, here);
    const dossier = await done(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId });
    expect(dossier).toMatchObject({ late: false, entries: expect.arrayContaining([expect.objectContaining({ kind: 'RECORD_FORM' }), expect.objectContaining({ kind: 'NOTICE' }), expect.objectContaining({ kind: 'SIGNATURE' }), expect.objectContaining({ kind: 'RESULT' })]) });
    const changes = [
      call(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: here.itemOfLead, ...CLEAN }),
      call(inspection, leader, 'saveRecordHeading', { recordId: visited.recordId, district: '江北区' }),
      call(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, kind: 'FILE', mimeType: 'text/plain', contentBase64: base64('late'), capturedAt: '2025-04-01T00:00:00Z' }),
      call(inspection, leader, 'amendResult', { resultId: visited.resultId, items: [{ itemId: here.itemOfLead, code: 'ACTIVITY_NOT_CONDUCTED' }], reason: '笔误' }),
      call(inspection, leader, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: here.itemOfLead, code: 'NO_PROBLEM_FOUND' }] }),
      call(inspection, leader, 'confirmRecord', { recordId: visited.recordId }),
    ];
    for (const answer of await Promise.all(changes)) expect(extensionsOf(answer)).toMatchObject({ code: 'DOSSIER_SEALED', clause: 'CQ 8.7.3' });
    expect(codeOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toBe('DOSSIER_EXISTS');
    expect((await inspection.ask(leader, 'query ($id: ID!) { inspection(id: $id) { state dossier { manifestHash archivedAt } availableActions } }', { id: visited.inspectionId })).data).toEqual({ inspection: { state: 'ENDED', dossier: { manifestHash: dossier['manifestHash'], archivedAt: '2025-04-01T01:00:00.000Z' }, availableActions: [] } });
  });

  it('[CQ-8.7.3-b] without the record form it is incomplete', async () => {
    const visited = await begin(inspection, await site(inspection));
    expect(extensionsOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'DOSSIER_INCOMPLETE', missing: 'RECORD_FORM', clause: 'CQ 8.7.3' });
  });

  it('[CQ-8.7.3-c] without evidence of a problem it is incomplete', async () => {
    const here = await site(inspection);
    const visited = await signed(inspection, here, { lead: { situation: '许可证过期', problemFound: true } });
    expect(extensionsOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'DOSSIER_INCOMPLETE', missing: 'EVIDENCE', clause: 'CQ 8.7.3' });
    await done(inspection, leader, 'addEvidence', { inspectionId: visited.inspectionId, itemId: here.itemOfLead, kind: 'VIDEO', mimeType: 'video/mp4', contentBase64: base64('video'), capturedAt: '2025-04-01T00:00:00Z' });
    expect(extensionsOf(await call(inspection, leader, 'archiveDossier', { inspectionId: visited.inspectionId }))).toMatchObject({ code: 'DOSSIER_INCOMPLETE', missing: 'RESULT' });
  });
});
