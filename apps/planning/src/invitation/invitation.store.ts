import { and, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { invitation, reminder } from './invitation.table.ts';

export type InvitationRow = typeof invitation.$inferSelect;
export type Circular = NonNullable<InvitationRow['circular']>;
export type ReminderRow = typeof reminder.$inferSelect;

/** False when the department is invited already. */
export async function insertInvitation(tx: Tx, row: InvitationRow): Promise<boolean> {
  const made = await tx.insert(invitation).values(row).onConflictDoNothing().returning({ taskId: invitation.taskId });
  return made.length === 1;
}

export const findInvitationsOfTasks = byKeys((tx, taskIds) => tx.select().from(invitation).where(among(invitation.taskId, taskIds)).orderBy(asc(invitation.receivedAt), asc(invitation.departmentId)));

export async function findInvitation(tx: Tx, taskId: string, departmentId: string): Promise<InvitationRow | undefined> {
  const [row] = await tx.select().from(invitation).where(and(eq(invitation.taskId, taskId), eq(invitation.departmentId, departmentId)));
  return row;
}

export async function updateInvitation(tx: Tx, { taskId, departmentId }: Pick<InvitationRow, 'taskId' | 'departmentId'>, change: Partial<InvitationRow>): Promise<void> {
  await tx.update(invitation).set(change).where(and(eq(invitation.taskId, taskId), eq(invitation.departmentId, departmentId)));
}

export async function insertReminder(tx: Tx, row: Omit<ReminderRow, 'number'>): Promise<void> {
  const before = await tx.$count(reminder, and(eq(reminder.taskId, row.taskId), eq(reminder.departmentId, row.departmentId)));
  await tx.insert(reminder).values({ ...row, number: before + 1 });
}

export const findRemindersOfTasks = byKeys((tx, taskIds) => tx.select().from(reminder).where(among(reminder.taskId, taskIds)).orderBy(asc(reminder.at), asc(reminder.id)));
