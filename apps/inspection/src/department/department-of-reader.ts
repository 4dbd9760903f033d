import { hasRole, type Identity } from '@sortition/service-kit';

/** Null for those who read all; for everybody else the own department, or `nobody` for a caller that acts for none. */
export const departmentOfReader = <T>(identity: Identity, nobody: T): string | T | null =>
  (hasRole(identity, 'COORDINATOR', 'SUPERVISOR', 'AUDITOR', 'ANALYST') ? null : identity.department ?? nobody);
