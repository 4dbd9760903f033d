import { eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { department } from './department.table.ts';

export type DepartmentRow = typeof department.$inferSelect;

export async function saveDepartment(tx: Tx, { departmentId: id, name, level, divisionCode, profile, active }: EventPayload<'DepartmentSaved'>): Promise<void> {
  const row = { id, name, level, divisionCode, profile, active };
  await tx.insert(department).values(row).onConflictDoUpdate({ target: department.id, set: row });
}

export async function findDepartment(tx: Tx, id: string): Promise<DepartmentRow | undefined> {
  const [row] = await tx.select().from(department).where(eq(department.id, id));
  return row;
}
