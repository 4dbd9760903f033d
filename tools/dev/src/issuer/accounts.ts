import pg from 'pg';
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

/** Read from where the services themselves have them, so that a department that somebody adds has its people at once. */
export async function departmentsIn(registryUrl: string): Promise<Department[]> {
  const client = new pg.Client({ connectionString: registryUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Department>('select id, name, level, division_code as division from registry.department where active order by division_code, name, id');
    return rows;
  } finally {
    await client.end();
  }
}

/** One person per role and department, such as `planner.3`: the planner of the third department. */
export const accountsOf = (departments: readonly Department[]): Account[] =>
  departments.flatMap(({ id, name, level, division }, index) => Object.entries(ROLES).map(([role, title]) => ({
    sub: `${role.toLowerCase().replaceAll('_', '-')}.${index + 1}`,
    name: `${name}${title}`,
    roles: [role],
    department: id,
    department_level: level,
    region: division,
  })));
