import { eq } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { publicationDue } from './publication-due.table.ts';

export async function savePublicationDue(tx: Tx, { publicationId, taskId, objectId, departmentId, dueOn }: EventPayload<'PublicationDue'>): Promise<void> {
  await tx.insert(publicationDue).values({ publicationId, taskId, objectId, departmentId, dueOn, final: false }).onConflictDoUpdate({ target: publicationDue.publicationId, set: { dueOn } });
}

export const settlePublicationDue = (tx: Tx, publicationId: string): Promise<unknown> => tx.update(publicationDue).set({ final: true }).where(eq(publicationDue.publicationId, publicationId));
