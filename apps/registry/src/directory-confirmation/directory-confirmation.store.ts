import { and, asc, eq, inArray } from 'drizzle-orm';
import { among, appendEvent, byKeys, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { directoryConfirmation } from './directory-confirmation.table.ts';

export type DirectoryConfirmationRow = typeof directoryConfirmation.$inferSelect;

export const confirmationsOf = byKeys((tx, taskIds) => tx.select().from(directoryConfirmation).where(among(directoryConfirmation.taskId, taskIds)).orderBy(asc(directoryConfirmation.confirmedAt)));

export async function putConfirmation(tx: Tx, row: DirectoryConfirmationRow): Promise<void> {
  await tx.insert(directoryConfirmation).values(row).onConflictDoUpdate({ target: [directoryConfirmation.taskId, directoryConfirmation.departmentId], set: row });
}

/** What was confirmed is another directory once an entry of the department has changed. CC art.7. */
export async function makeConfirmationsStale(tx: Tx, act: Act, departmentIds: readonly (string | null)[]): Promise<void> {
  const departments = [...new Set(departmentIds)].filter((id) => id !== null);
  if (departments.length === 0) return;
  const stale = await tx.update(directoryConfirmation).set({ state: 'STALE' })
    .where(and(inArray(directoryConfirmation.departmentId, departments), eq(directoryConfirmation.state, 'CONFIRMED'))).returning();
  for (const { taskId, departmentId } of stale) {
    await appendEvent(tx, act, 'DirectoryConfirmed', { taskId, departmentId, state: 'STALE', at: act.now.toISOString() });
    recordChange(tx, { entity: 'DirectoryConfirmation', entityId: taskId, before: { departmentId, state: 'CONFIRMED' }, after: { departmentId, state: 'STALE' } });
  }
}
