import { done, leader, member, type Inspection, type Site, type Terms, type View, base64, second } from './inspection-under-test.ts';

/** What the two departments find. */
export interface Findings {
  readonly lead?: Record<string, unknown>;
  readonly member?: Record<string, unknown>;
}

export interface Visited extends Site {
  readonly inspectionId: string;
  readonly recordId: string;
}

export const NOTICE = { channel: 'WRITTEN', inspectionTime: '2025-04-02T01:00:00Z', cooperationRequirements: '请派人陪同', materials: '营业执照、台账' };
export const CLEAN = { situation: '未发现异常', inspected: true, problemFound: false };
export const PROBLEM = { situation: '许可证过期', inspected: true, problemFound: true };

export const schedule = async (inspection: Inspection, here: Site): Promise<string> =>
  (await done(inspection, leader, 'scheduleVisit', { taskId: here.taskId, objectId: here.objectId, scheduledFor: '2025-04-02T01:00:00Z' })).id;

/** Scheduled, notified, begun, with an open record. */
export async function begin(inspection: Inspection, here: Site, channel = 'WRITTEN'): Promise<Visited> {
  const inspectionId = await schedule(inspection, here);
  await done(inspection, leader, 'sendNotice', { inspectionId, ...NOTICE, channel });
  await done(inspection, leader, 'startInspection', { taskId: here.taskId, objectId: here.objectId, mode: 'ON_SITE' });
  const { id: recordId } = await done(inspection, leader, 'openRecord', { inspectionId });
  return { ...here, inspectionId, recordId };
}

export const fillHeading = (inspection: Inspection, { recordId }: Visited): Promise<View> =>
  done(inspection, leader, 'saveRecordHeading', { recordId, certificateNo: 'JY15001120012345', contactPhone: '13912345678' });

export async function recordItems(inspection: Inspection, visited: Visited, findings: Findings = {}): Promise<void> {
  await done(inspection, leader, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfLead, ...CLEAN, ...findings.lead });
  await done(inspection, member, 'saveRecordItem', { recordId: visited.recordId, itemId: visited.itemOfMember, ...CLEAN, ...findings.member });
}

/** Items and heading recorded, signed by the inspectee on the spot, submitted. */
export async function submitted(inspection: Inspection, here: Site, findings: Findings = {}): Promise<Visited> {
  const visited = await begin(inspection, here);
  await recordItems(inspection, visited, findings);
  await fillHeading(inspection, visited);
  await done(inspection, leader, 'signRecord', { recordId: visited.recordId, form: 'SIGN', signerName: '李四', imageBase64: base64('signature') });
  await done(inspection, leader, 'submitRecord', { recordId: visited.recordId });
  return visited;
}

/** Confirmed by every member: results can be formed. */
export async function signed(inspection: Inspection, here: Site, findings: Findings = {}, terms: Terms = {}): Promise<Visited> {
  const visited = await submitted(inspection, here, findings);
  for (const identity of [leader, member, ...(terms.withSecond ? [second] : [])]) await done(inspection, identity, 'confirmRecord', { recordId: visited.recordId });
  return visited;
}

const NO_PROBLEM = { code: 'NO_PROBLEM_FOUND' };

/** Both departments' results formed, nothing found, the visit closed. */
export async function ended(inspection: Inspection, here: Site): Promise<Visited & { readonly resultId: string }> {
  const visited = await signed(inspection, here);
  const { id: resultId } = await done(inspection, leader, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfLead, ...NO_PROBLEM }] });
  await done(inspection, member, 'recordResult', { inspectionId: visited.inspectionId, items: [{ itemId: visited.itemOfMember, ...NO_PROBLEM }] });
  await done(inspection, leader, 'closeVisit', { inspectionId: visited.inspectionId });
  return { ...visited, resultId };
}
