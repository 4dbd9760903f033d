import type { Person } from './people-in-registry.ts';
import { ROLES } from './roles.ts';

/** A department as the registry's directory has it. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly division: string;
}

/** Somebody for whom the development issuer gives out tokens. */
export interface Account {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly department: string | null;
  readonly department_level: string | null;
  readonly region: string | null;
  readonly uscc?: string;
}

// these are people of the inspector directory, and sign in as the directory knows them
const FROM_DIRECTORY: readonly string[] = ['INSPECTOR', 'TEAM_LEADER'];

/** One person per role and department, such as `planner.3`: the planner of the third department. */
export const officersOf = (departments: readonly Department[]): Account[] =>
  departments.flatMap(({ id, name, level, division }, index) => Object.entries(ROLES).filter(([role]) => !FROM_DIRECTORY.includes(role)).map(([role, title]) => ({
    sub: `${role.toLowerCase().replaceAll('_', '-')}.${index + 1}`,
    name: `${name}${title}`,
    roles: [role],
    department: id,
    department_level: level,
    region: division,
  })));

/** An inspector of the directory, who may also lead a team. */
export const inspectorOf = ({ subject, name, department }: Person): Account => ({
  sub: subject,
  name: `${department.name}${ROLES.INSPECTOR}${name}`,
  roles: FROM_DIRECTORY,
  department: department.id,
  department_level: department.level,
  region: department.division,
});

/** Somebody who signs for an inspected entity. */
export const inspecteeOf = (uscc: string, name: string): Account =>
  ({ sub: `inspectee.${uscc}`, name: `${name}（被检查对象）`, roles: ['INSPECTEE'], department: null, department_level: null, region: null, uscc });
