import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { listInspectors } from '../team/team.store.ts';
import { visitAsLeader, visitMustAllow } from './visit-access.ts';
import { assignItem, listInspectionItems } from './visit.store.ts';

export interface AssignItemsInput extends MutationInput {
  readonly inspectionId: string;
  readonly assignments: readonly { readonly itemId: string; readonly inspectorId: string }[];
}

/** CQ 8.5.3: the leader divides the work; each department's items go to its own inspectors. */
export async function assignItems(tx: Tx, act: Act, input: AssignItemsInput): Promise<Outcome<{ inspectionId: string }>> {
  const access = await visitAsLeader(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile } = access.value;
  const open = visitMustAllow(visit, profile, 'assignItems', 'assignItems');
  if (!open.ok) return open;
  const items = await listInspectionItems(tx, [visit.id]);
  const inspectors = await listInspectors(tx, visit.teamId);
  for (const { itemId, inspectorId } of input.assignments) {
    const item = items.find((candidate) => candidate.itemId === itemId);
    if (item === undefined) return refuse('ITEM_NOT_IN_TASK', clauseOf(profile.record.form), { itemId });
    const inspector = inspectors.find((candidate) => candidate.inspectorId === inspectorId);
    if (inspector === undefined || inspector.departmentId !== item.departmentId) return refuse('FORBIDDEN', clauseOf(profile.draw.inspector.drawnBy), { itemId, inspectorId });
    await assignItem(tx, visit, itemId, inspectorId);
    recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { itemId, assigneeId: item.assigneeId }, after: { itemId, assigneeId: inspectorId } });
  }
  if (input.assignments.length === 0) return refuse('MISSING_FIELD', clauseOf(profile.draw.inspector.drawnBy), { field: 'assignments' });
  return ok({ inspectionId: visit.id });
}
