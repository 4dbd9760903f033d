import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { listInspectionItems } from '../visit/visit.store.ts';
import { insertPassiveTask, type PassiveTaskRow } from './passive-task.store.ts';

export interface AttachPassiveTaskInput extends MutationInput {
  readonly inspectionId: string;
  readonly objectId: string;
  readonly kind: string;
  readonly reference: string;
  readonly content: string;
}

/** GA art.34: the inspectors themselves merge a passive task into the visit, so that the enterprise has one visit and not two. */
export async function attachPassiveTask(tx: Tx, act: Act, input: AttachPassiveTaskInput): Promise<Outcome<{ inspectionId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const { kinds } = profile.passiveTask;
  const clause = clauseOf(kinds);
  const open = visitMustAllow(visit, profile, 'attachPassiveTask', 'attachPassiveTask');
  if (!open.ok) return open;
  if (!kinds.value.some((kind) => kind === input.kind)) return refuse('INVALID_VALUE', clause, { field: 'kind', allowed: kinds.value });
  if (input.objectId !== visit.objectId) return refuse('OBJECT_NOT_IN_TASK', clause, { objectId: input.objectId });
  const assigned = (await listInspectionItems(tx, [visit.id])).some(({ assigneeId }) => assigneeId === member.inspectorId);
  if (!assigned) return refuse('ITEM_NOT_ASSIGNED', clause, {});
  const [reference, content] = [input.reference.trim(), input.content.trim()];
  if (reference === '' || content === '') return refuse('MISSING_FIELD', clause, { field: reference === '' ? 'reference' : 'content' });
  const row: PassiveTaskRow = { region: visit.region, id: newId(), inspectionId: visit.id, kind: input.kind, reference, content, attachedById: member.inspectorId, attachedAt: act.now };
  await insertPassiveTask(tx, row);
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: null, after: { passiveTask: row } });
  return ok({ inspectionId: visit.id });
}
