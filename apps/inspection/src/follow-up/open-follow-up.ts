import { invariant, newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { queueCaseMessage } from '../case-message/case-message.store.ts';
import { findDepartment } from '../department/department.store.ts';
import { findSnapshot } from '../object/object.store.ts';
import { listItemsOfVisit } from '../record/record.store.ts';
import { listResultItems, listResults } from '../result/result.store.ts';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { listInspectionItems } from '../visit/visit.store.ts';
import { moveFollowUp } from './follow-up-access.ts';
import { abnormalListAuthority, departmentMustSupervise, followUpClause, kindMustFit } from './follow-up.rules.ts';
import { insertFollowUp, type FollowUpRow } from './follow-up.store.ts';

export interface OpenFollowUpInput extends MutationInput {
  readonly inspectionId: string;
  readonly itemId: string;
  readonly kind: string;
  readonly responsibleDepartment?: string | null | undefined;
  readonly description: string;
}

async function resultCodeOfItem(tx: Tx, inspectionId: string, itemId: string): Promise<string | null> {
  const results = await listResults(tx, [inspectionId]);
  const items = results.length === 0 ? [] : await listResultItems(tx, results.map(({ id }) => id));
  return items.find((item) => item.itemId === itemId)?.code ?? null;
}

/** The follow-up as a row and in the words of the event: made by a person here, and by the clock when a correction is overdue. */
export async function insertOpenFollowUp(tx: Tx, act: Act, row: FollowUpRow): Promise<void> {
  await insertFollowUp(tx, row);
  recordChange(tx, { entity: 'FollowUp', entityId: row.id, before: null, after: row });
  await appendEvent(tx, act, 'FollowUpOpened', {
    followUpId: row.id, inspectionId: row.inspectionId, taskId: row.taskId, objectId: row.objectId, itemId: row.itemId, departmentId: row.responsibleDepartmentId, kind: row.kind, openedAt: act.now.toISOString(),
  });
}

/** 谁管辖、谁负责 (CQ 9): each problem goes to the department that has jurisdiction over it, and the item's department says which. */
export async function openFollowUp(tx: Tx, act: Act, input: OpenFollowUpInput): Promise<Outcome<{ followUpId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const clause = followUpClause(profile);
  const responsible = input.responsibleDepartment ?? null;
  if (responsible === null) return refuse('MISSING_FIELD', clause, { field: 'responsibleDepartment' });
  const department = await findDepartment(tx, responsible);
  if (department?.active !== true) return refuse('NOT_RESPONSIBLE_DEPARTMENT', clause, { departmentId: responsible });
  if (visit.sealedAt === null) {
    const open = visitMustAllow(visit, profile, 'openFollowUp', 'openFollowUp');
    if (!open.ok) return open;
  }
  const item = (await listInspectionItems(tx, [visit.id])).find(({ itemId }) => itemId === input.itemId);
  if (item === undefined) return refuse('ITEM_NOT_IN_TASK', clauseOf(profile.record.form), { itemId: input.itemId });
  if (item.departmentId !== member.departmentId) return refuse('FORBIDDEN', clause, { relation: 'ITEM_DEPARTMENT' });
  const finding = (await listItemsOfVisit(tx, visit.id)).find(({ itemId }) => itemId === item.itemId);
  const fits = kindMustFit(input.kind, finding, await resultCodeOfItem(tx, visit.id, item.itemId), profile);
  if (!fits.ok) return fits;
  if (input.description.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'description' });
  const object = await findSnapshot(tx, visit.taskId, visit.objectId);
  invariant(object !== undefined, 'a visit has its object');
  const supervised = departmentMustSupervise(responsible, object.ownerDepartmentId, profile);
  if (!supervised.ok) return supervised;
  const row: FollowUpRow = {
    region: visit.region, id: newId(), inspectionId: visit.id, taskId: visit.taskId, taskNumber: visit.taskNumber, objectId: visit.objectId, objectName: object.name,
    itemId: item.itemId, kind: input.kind, state: 'OPEN', foundById: item.departmentId, responsibleDepartmentId: responsible, description: input.description.trim(), orderText: null, dueOn: null,
    transferredToId: null, transferTarget: null, transferReason: null, caseNumber: null, outcome: null, openedAt: act.now, closedAt: null,
  };
  await insertOpenFollowUp(tx, act, row);
  if (row.kind !== 'ABNORMAL_OPERATION_LIST' || profile.abnormalList.by.value === 'LEAD_DEPARTMENT') return ok({ followUpId: row.id });
  const target = abnormalListAuthority(profile);
  await queueCaseMessage(tx, row, target, act.now);
  return moveFollowUp(tx, act, { followUp: row, profile }, 'TRANSFERRED', { transferTarget: target, transferReason: row.description });
}
