import { eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { department } from './department.table.ts';

export async function saveDepartment(tx: Tx, saved: EventPayload<'DepartmentSaved'>): Promise<void> {
  const row = { id: saved.departmentId, name: saved.name, level: saved.level, divisionCode: saved.divisionCode };
  await tx.insert(department).values(row).onConflictDoUpdate({ target: department.id, set: row });
}

export async function findDepartment(tx: Tx, id: string): Promise<typeof department.$inferSelect | undefined> {
  const [row] = await tx.select().from(department).where(eq(department.id, id));
  return row;
}
