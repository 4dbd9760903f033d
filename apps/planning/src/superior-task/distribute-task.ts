import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findDepartments } from '../department/department.store.ts';
import type { SuperiorTaskInput } from './accept-task.ts';
import { ownSuperiorTask } from './own-superior-task.ts';
import { insertSuperiorTask, type SuperiorTaskRow } from './superior-task.store.ts';

export interface DistributeTaskInput extends SuperiorTaskInput {
  readonly departmentIds: readonly string[];
}

/** Every district gets its part under the superior's number, to be taken up and reported by itself. SY art.7(1). */
export async function distributeTask(tx: Tx, act: Act, { superiorTaskId, departmentIds }: DistributeTaskInput): Promise<Outcome<{ superiorTaskId: string }>> {
  const own = await ownSuperiorTask(tx, act, superiorTaskId);
  if (!own.ok) return own;
  const { superior, clause } = own.value;
  if (superior.state !== 'ACCEPTED') return refuse('INVALID_TRANSITION', clause, { from: superior.state, to: 'DISTRIBUTED' });
  const wanted = [...new Set(departmentIds)];
  if (wanted.length === 0) return refuse('MISSING_FIELD', clause, { field: 'departmentIds' });
  const below = (await findDepartments(tx, wanted)).filter(({ parentId, active }) => parentId === superior.departmentId && active);
  const stranger = wanted.find((id) => !below.some((department) => department.id === id));
  if (stranger !== undefined) return refuse('INVALID_VALUE', clause, { field: 'departmentIds', value: stranger });
  for (const { id } of below) {
    const part: SuperiorTaskRow = {
      ...superior, id: newId(), departmentId: id, departmentIds: [...new Set([id, ...superior.departmentIds])], parentId: superior.id, state: 'IMPORTED', acceptedAt: null, report: null,
      importedAt: act.now, importedBy: act.identity.subject,
    };
    if (await insertSuperiorTask(tx, part)) recordChange(tx, { entity: 'SuperiorTask', entityId: part.id, before: null, after: part });
  }
  recordChange(tx, { entity: 'SuperiorTask', entityId: superior.id, before: null, after: { distributedTo: wanted } });
  return ok({ superiorTaskId });
}
