import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { department } from './department.table.ts';

export async function saveDepartment(tx: Tx, saved: EventPayload<'DepartmentSaved'>): Promise<void> {
  const row = { id: saved.departmentId, name: saved.name, level: saved.level, divisionCode: saved.divisionCode };
  await tx.insert(department).values(row).onConflictDoUpdate({ target: department.id, set: row });
}
