import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

interface Caller {
  readonly department: string | null;
  readonly roles: readonly string[];
}

interface TaskParties {
  readonly leadDepartmentId: string;
  readonly departmentIds: readonly string[];
}

interface TaskReadiness<T> {
  readonly state: 'CREATED' | 'READY' | 'CANCELLED';
  readonly schemePendingIds: readonly string[] | null;
  readonly terms: T | null;
}

const isDeskOfficer = (caller: Caller): boolean => caller.roles.includes('PLANNER');

/** Whoever sits at the desk of a department of the task speaks for it: its own, and no other. CQ 3.2. */
export const speaksForDepartment = (caller: Caller, task: TaskParties, clause: string | null): Outcome<string> =>
  isDeskOfficer(caller) && caller.department !== null && task.departmentIds.includes(caller.department) ? ok(caller.department) : refuse('FORBIDDEN', clause, { relation: 'TASK_DEPARTMENT' });

/** The lead department draws the objects, on the platform. CQ 8.4.2, GA art.41. */
export const mayDrawObjects = (caller: Caller, task: TaskParties, profile: Profile): Outcome<true> =>
  isDeskOfficer(caller) && caller.department === task.leadDepartmentId ? ok(true) : refuse('FORBIDDEN', clauseOf(profile.draw.object.drawnBy), { relation: 'LEAD_DEPARTMENT' });

/** Where the scheme needs nobody's agreement, a task that is not ready lacks just that. SY art.2. */
const schemeAloneIsMissing = (profile: Profile): boolean => profile.scheme.required.value && profile.scheme.agreement.value === 'NONE';

/** A draw begins when the scheme is agreed and the task is ready; who has not agreed yet is named. CQ 8.2, CQ 8.4.2. */
export function taskIsReady<T>(task: TaskReadiness<T>, profile: Profile): Outcome<T> {
  if (task.state === 'READY' && task.terms !== null) return ok(task.terms);
  if (task.state === 'CREATED' && task.schemePendingIds === null && schemeAloneIsMissing(profile)) return refuse('SCHEME_MISSING', clauseOf(profile.scheme.required), {});
  if (task.state === 'CREATED' && task.schemePendingIds !== null) return refuse('SCHEME_NOT_AGREED', clauseOf(profile.scheme.agreement), { departments: [...task.schemePendingIds] });
  return refuse('INVALID_TRANSITION', clauseOf(profile.draw.object.drawnBy), { from: task.state === 'CREATED' ? 'DRAFT' : task.state, to: 'DRAWING' });
}

/** Who draws inspectors for a department: each for itself, the lead for all, or as the scheme says. CQ 8.5.3, CC art.14, GA art.41, SY art.13. */
export function mayDrawInspectors(caller: Caller, task: TaskParties, departmentId: string, drawnBy: 'EACH_DEPARTMENT' | 'LEAD_DEPARTMENT', clause: string | null): Outcome<true> {
  if (!task.departmentIds.includes(departmentId)) return refuse('INVALID_VALUE', clause, { field: 'departmentId' });
  const drawer = drawnBy === 'LEAD_DEPARTMENT' ? task.leadDepartmentId : departmentId;
  return isDeskOfficer(caller) && caller.department === drawer ? ok(true) : refuse('FORBIDDEN', clause, { relation: drawnBy });
}

/** A list is for the departments of its task once it is dispatched; the lead and those who oversee see it before. CQ 8.4.2. */
export const seesListBeforeDispatch = (caller: Caller, task: TaskParties): boolean =>
  caller.department === task.leadDepartmentId || caller.roles.some((role) => role === 'COORDINATOR' || role === 'SUPERVISOR' || role === 'AUDITOR');
