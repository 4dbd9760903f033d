import { newId, type Day } from '@sortition/kernel';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { findTask } from '../task/task.store.ts';
import type { FollowUpRow } from './follow-up.store.ts';

/** Tells disclosure of an order, a coercive measure or a penalty: it has a limit of its own for being public (SY art.16). */
export async function tellDecision(tx: Tx, act: Act, followUp: FollowUpRow, decision: { readonly kind: 'ORDER' | 'COERCION' | 'PENALTY'; readonly decisionNumber: string | null; readonly departmentId: string; readonly madeOn: Day }): Promise<void> {
  const task = await findTask(tx, followUp.taskId);
  if (task === undefined) return;
  const { id: followUpId, inspectionId, taskId, taskNumber, objectId, objectName, region } = followUp;
  await appendEvent(tx, act, 'DecisionMade', { decisionId: newId(), followUpId, inspectionId, taskId, taskNumber, objectId, objectName, divisionCode: region, ...decision, profile: task.profile, profileHash: task.profileHash });
}
