import type { EventPayload } from '@sortition/events';
import { newId } from '@sortition/kernel';
import { D1, D2, DIVISION, type City } from './disclosure-fixture.ts';

export interface StartedTask {
  readonly taskId: string;
  readonly taskNumber: string;
  readonly itemOf: Readonly<Record<string, string>>;
}

let running = 0;

/** A task of two departments with one item each. */
export async function createTask(city: City, options: { readonly profile?: string; readonly departments?: readonly string[]; readonly divisionCode?: string; readonly origin?: 'PLAN' | 'DIRECT' } = {}): Promise<StartedTask> {
  const departments = options.departments ?? [D1, D2];
  const taskId = newId();
  running += 1;
  const taskNumber = `RW-${running}-${taskId.slice(-6)}`;
  const itemOf = Object.fromEntries(departments.map((departmentId) => [departmentId, newId()]));
  await city.tell('TaskCreated', {
    origin: options.origin ?? 'PLAN',
    taskId, taskNumber, name: '食品销售者联合抽查', planId: newId(), planEntryId: newId(), leadDepartmentId: departments[0] ?? D1, participatingDepartmentIds: departments.slice(1),
    divisionCode: options.divisionCode ?? DIVISION, period: { from: '2025-03-01', to: '2025-12-31' }, profile: options.profile ?? 'CQ', profileHash: 'f'.repeat(64),
    items: departments.map((departmentId) => ({ itemId: itemOf[departmentId] ?? '', departmentId, name: `事项 ${departmentId.slice(-2)}`, itemClass: 'GENERAL', objectType: '企业', noticeExemption: null })),
  });
  return { taskId, taskNumber, itemOf };
}

export interface Visit {
  readonly inspectionId: string;
  readonly objectId: string;
}

export const visitOf = (): Visit => ({ inspectionId: newId(), objectId: newId() });

export const endInspection = (city: City, task: StartedTask, visit: Visit, endedAt: string, mode: string | null = null): Promise<void> =>
  city.tell('InspectionEnded', { ...visit, taskId: task.taskId, taskNumber: task.taskNumber, endedAt, direct: false, mode });

export interface Formed {
  readonly departmentId?: string;
  readonly code?: string;
  readonly label?: string;
  readonly problemFound?: boolean;
  readonly name?: string;
  readonly uscc?: string | null;
  readonly kind?: string;
  readonly divisionCode?: string;
  readonly formedAt?: string;
  readonly inspectedOn?: string;
  readonly rechecked?: boolean;
  readonly version?: number;
  readonly enteredById?: string;
  readonly resultId?: string;
  readonly profile?: string;
}

/** The result of one department for a visit. */
export async function formResult(city: City, task: StartedTask, visit: Visit, formed: Formed = {}): Promise<EventPayload<'ResultFormed'>> {
  const departmentId = formed.departmentId ?? D1;
  const code = formed.code ?? 'NO_PROBLEM_FOUND';
  const labelZh = formed.label ?? '未发现问题';
  const problemFound = formed.problemFound ?? false;
  const told: EventPayload<'ResultFormed'> = {
    ...visit, taskId: task.taskId, taskNumber: task.taskNumber, resultId: formed.resultId ?? newId(), departmentId, formedAt: formed.formedAt ?? '2025-04-02T15:00:00+08:00', inspectedOn: formed.inspectedOn ?? '2025-04-02',
    entity: { objectId: visit.objectId, kind: formed.kind ?? 'MARKET_ENTITY', name: formed.name ?? '重庆山城火锅有限公司', uscc: formed.uscc === undefined ? '91500000MA5U00001X' : formed.uscc, divisionCode: formed.divisionCode ?? DIVISION, district: '渝北区' },
    items: [{ itemId: task.itemOf[departmentId] ?? newId(), itemName: `事项 ${departmentId.slice(-2)}`, departmentId, code, labelZh, problemFound }],
    code, labelZh, problemFound, enteredById: formed.enteredById ?? null, version: formed.version ?? 1, rechecked: formed.rechecked ?? false, profile: formed.profile ?? 'CQ', profileHash: 'f'.repeat(64),
  };
  await city.tell('ResultFormed', told);
  return told;
}

export const completeTask = (city: City, task: StartedTask, completedAt: string): Promise<void> => city.tell('TaskCompleted', { taskId: task.taskId, completedAt });

/** The publication of a department for a visit. */
export async function publicationOf(city: City, visit: Visit, departmentId: string = D1): Promise<string> {
  const [row] = await city.query<{ id: string }>('select id from disclosure.publication where inspection_id = $1 and department_id = $2', [visit.inspectionId, departmentId]);
  if (row === undefined) throw new Error('there is no publication');
  return row.id;
}
