import { createHash } from 'node:crypto';
import type { Account, Department } from '../issuer/accounts.ts';
import { ROLES, type Role } from '../issuer/roles.ts';

/** An id that follows from a seed and a name, in the shape of a UUID (version 8: made by the application's own rule). */
export function idFrom(seed: string, name: string): string {
  const hex = createHash('sha256').update(`${seed}\0${name}`).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const kebab = (role: string): string => role.toLowerCase().replaceAll('_', '-');

/** Somebody of a department in one role. */
export const officer = (department: Department, role: Role): Account => ({
  sub: `${kebab(role)}.${department.id}`,
  name: `${department.name}${ROLES[role]}`,
  roles: [role],
  department: department.id,
  department_level: department.level,
  region: department.division,
});

/** Somebody whose role is not tied to one department's business. */
export const outsider = (role: Role): Account => ({ sub: `${kebab(role)}.play`, name: ROLES[role], roles: [role], department: null, department_level: null, region: null });

/** An inspector of the directory, signing in with the subject that the directory gives. */
export const inspectorAccount = (subject: string, department: Department): Account =>
  ({ sub: subject, name: `${department.name}${ROLES.INSPECTOR}`, roles: ['INSPECTOR'], department: department.id, department_level: department.level, region: department.division });

/** The inspected entity itself, which may sign its record. */
export const inspectee = (uscc: string): Account =>
  ({ sub: `inspectee.${uscc}`, name: '被检查对象', roles: ['INSPECTEE'], department: null, department_level: null, region: null, uscc });
