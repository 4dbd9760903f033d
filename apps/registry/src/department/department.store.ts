import { and, asc, eq, inArray, like } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { afterDivisionAndId, countAll, withinDivision } from '../division-scope.store.ts';
import { department } from './department.table.ts';

export type DepartmentRow = typeof department.$inferSelect;

export interface DepartmentCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly level?: string | null | undefined;
  readonly profile?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly active?: boolean | null | undefined;
}

const matching = ({ divisionCode, level, profile, name, active }: DepartmentCriteria) => and(
  divisionCode == null ? undefined : withinDivision(department.divisionCode, divisionCode),
  level == null ? undefined : eq(department.level, level),
  profile == null ? undefined : eq(department.profile, profile),
  name == null ? undefined : like(department.name, `${name.replaceAll(/[\\%_]/g, '\\$&')}%`),
  active == null ? undefined : eq(department.active, active),
);

export const findDepartments = byKeys((tx, ids) => tx.select().from(department).where(among(department.id, ids)));

export const listDepartments = (tx: Tx, criteria: DepartmentCriteria, page: Page): Promise<DepartmentRow[]> =>
  tx.select().from(department).where(and(matching(criteria), afterDivisionAndId(department.divisionCode, department.id, page)))
    .orderBy(asc(department.divisionCode), asc(department.id)).limit(page.first + 1);

export async function countDepartments(tx: Tx, criteria: DepartmentCriteria): Promise<number> {
  const [row] = await tx.select(countAll).from(department).where(matching(criteria));
  return row?.total ?? 0;
}

/** Departments by name, for forms that name them in words; one name may stand for several. */
export const departmentsNamed = (tx: Tx, names: readonly string[]): Promise<DepartmentRow[]> =>
  names.length === 0 ? Promise.resolve([]) : tx.select().from(department).where(and(inArray(department.name, [...names]), eq(department.active, true)));

export async function findDepartment(tx: Tx, id: string): Promise<DepartmentRow | undefined> {
  const [row] = await findDepartments(tx, [id]);
  return row;
}

export async function putDepartment(tx: Tx, row: DepartmentRow): Promise<void> {
  await tx.insert(department).values(row).onConflictDoUpdate({ target: department.id, set: row });
}

