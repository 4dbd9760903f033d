import { eq } from 'drizzle-orm';
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
