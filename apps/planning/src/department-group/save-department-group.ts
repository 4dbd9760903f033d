import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { hasRole, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findDepartments, ownDepartment } from '../department/department.store.ts';
import { profileForNewAct } from '../stamped-profile.ts';
import { lockGroup, saveGroup, type DepartmentGroupRow } from './department-group.store.ts';

export interface SaveDepartmentGroupInput {
  readonly idempotencyKey: string;
  readonly groupId?: string | null | undefined;
  readonly kind: DepartmentGroupRow['kind'];
  readonly name: string;
  readonly leadDepartmentId: string;
  readonly memberIds: readonly string[];
  readonly itemIds?: readonly string[] | null | undefined;
}

/** Forms a campaign or a standing group, in a place that inspects in that way; its lead does, or the coordinating body. SY art.14(4). */
export async function saveDepartmentGroup(tx: Tx, act: Act, input: SaveDepartmentGroupInput): Promise<Outcome<{ groupId: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const { initiationModes } = profile.value.joint;
  const clause = clauseOf(initiationModes);
  const { kind, leadDepartmentId } = input;
  if (!initiationModes.value.includes(kind)) return refuse('INVALID_VALUE', clause, { field: 'kind', value: kind, allowed: initiationModes.value });
  const { groupId } = input;
  const before = groupId === null || groupId === undefined ? undefined : await lockGroup(tx, groupId);
  if (typeof groupId === 'string' && before?.kind !== kind) return refuse('NOT_FOUND', null, { entity: 'DepartmentGroup', id: groupId });
  const mayForm = hasRole(act.identity, 'COORDINATOR') || (leadDepartmentId === own.value.id && (before === undefined || before.leadDepartmentId === own.value.id));
  if (!mayForm) return refuse('FORBIDDEN', clause, { relation: 'LEAD_DEPARTMENT', departmentId: leadDepartmentId });
  const name = input.name.trim();
  if (name === '') return refuse('MISSING_FIELD', clause, { field: 'name' });
  const memberIds = [...new Set(input.memberIds)].filter((id) => id !== leadDepartmentId);
  const known = new Set((await findDepartments(tx, [leadDepartmentId, ...memberIds])).map(({ id }) => id));
  const unknown = [leadDepartmentId, ...memberIds].find((id) => !known.has(id));
  if (unknown !== undefined || memberIds.length === 0) return refuse('INVALID_VALUE', clause, { field: 'memberIds', value: unknown ?? null });
  const group = { id: before?.id ?? newId(), kind, name, leadDepartmentId, memberIds, itemIds: [...new Set(input.itemIds ?? before?.itemIds ?? [])], savedAt: act.now, savedBy: act.identity.subject };
  await saveGroup(tx, group);
  recordChange(tx, { entity: 'DepartmentGroup', entityId: group.id, before: before ?? null, after: group });
  return ok({ groupId: group.id });
}
