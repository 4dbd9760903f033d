import { and, asc, eq, like } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { department } from './department.table.ts';

export type DepartmentRow = typeof department.$inferSelect;

export async function saveDepartment(tx: Tx, told: EventPayload<'DepartmentSaved'>): Promise<void> {
  const row = { id: told.departmentId, name: told.name, level: told.level, divisionCode: told.divisionCode, profile: told.profile, active: told.active };
  await tx.insert(department).values(row).onConflictDoUpdate({ target: department.id, set: row });
}

export async function findDepartment(tx: Tx, id: string): Promise<DepartmentRow | undefined> {
  const [row] = await tx.select().from(department).where(eq(department.id, id));
  return row;
}

/** The market supervision department of a division: the directory has no other mark of it than its name. */
export async function findMarketSupervisionOf(tx: Tx, divisionCode: string): Promise<DepartmentRow | undefined> {
  const [row] = await tx.select().from(department).where(and(eq(department.divisionCode, divisionCode), eq(department.active, true), like(department.name, '%市场监督管理局%'))).orderBy(asc(department.id)).limit(1);
  return row;
}
