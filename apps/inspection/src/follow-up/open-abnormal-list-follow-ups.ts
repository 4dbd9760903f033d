import { invariant, newId } from '@sortition/kernel';
import type { Act, Tx } from '@sortition/service-kit';
import { findSnapshot } from '../object/object.store.ts';
import { findTask } from '../task/task.store.ts';
import type { VisitAccess } from '../visit/visit-access.ts';
import { listFollowUpsOfVisit } from './follow-up.store.ts';
import { insertOpenFollowUp } from './open-follow-up.ts';

const KIND = 'ABNORMAL_OPERATION_LIST';

/**
 * GA art.31: whoever cannot be reached, or does not operate where registered, goes to the list of abnormal operations by way of
 * the lead department. Opened with the result, where the profile says who passes it on, so that nobody forgets it.
 */
export async function openAbnormalListFollowUps(tx: Tx, act: Act, { visit, profile, member }: VisitAccess, results: readonly { readonly itemId: string; readonly code: string; readonly label: string }[]): Promise<void> {
  const offered = profile.result.codes.value ?? [];
  const listed = results.filter(({ code }) => offered.some((entry) => entry.code === code && entry.abnormalList));
  if (listed.length === 0 || profile.abnormalList.by.value !== 'LEAD_DEPARTMENT' || profile.followUp.kinds.value?.includes(KIND) !== true) return;
  const known = await listFollowUpsOfVisit(tx, [visit.id]);
  const object = await findSnapshot(tx, visit.taskId, visit.objectId);
  const task = await findTask(tx, visit.taskId);
  invariant(object !== undefined && task !== undefined && member.departmentId !== null, 'a visit has its object and its task');
  for (const { itemId, label } of listed) {
    if (known.some((followUp) => followUp.itemId === itemId && followUp.kind === KIND)) continue;
    await insertOpenFollowUp(tx, act, {
      region: visit.region, id: newId(), inspectionId: visit.id, taskId: visit.taskId, taskNumber: visit.taskNumber, objectId: visit.objectId, objectName: object.name, itemId, kind: KIND, state: 'OPEN',
      foundById: member.departmentId, responsibleDepartmentId: task.leadDepartmentId, description: label, orderText: null, dueOn: null, transferredToId: null, transferTarget: null, transferReason: null,
      caseNumber: null, outcome: null, openedAt: act.now, closedAt: null,
    });
  }
}
