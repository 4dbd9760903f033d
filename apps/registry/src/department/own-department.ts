import { ok, refuse, type Outcome } from '@sortition/kernel';
import { hasRole, type Act, type Tx } from '@sortition/service-kit';
import { findDepartment, type DepartmentRow } from './department.store.ts';

/** The department for which the caller acts, in one of the roles; FORBIDDEN with the clause otherwise. */
export async function ownDepartment(tx: Tx, act: Act, roles: readonly string[], clause: string | null): Promise<Outcome<DepartmentRow>> {
  if (!hasRole(act.identity, ...roles)) return refuse('FORBIDDEN', clause, { roles });
  const own = act.identity.department === null ? undefined : await findDepartment(tx, act.identity.department);
  return own === undefined || !own.active ? refuse('FORBIDDEN', clause, { department: act.identity.department }) : ok(own);
}
