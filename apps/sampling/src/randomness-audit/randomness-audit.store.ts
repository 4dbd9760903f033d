import { desc, eq, sql } from 'drizzle-orm';
import type { Page, Tx } from '@sortition/service-kit';
import { randomnessAudit } from './randomness-audit.table.ts';

export type RandomnessAuditRow = typeof randomnessAudit.$inferSelect;

export const insertRandomnessAudit = async (tx: Tx, row: RandomnessAuditRow): Promise<void> => { await tx.insert(randomnessAudit).values(row); };

/** The newest first. */
export const listRandomnessAudits = (tx: Tx, { first, after }: Page): Promise<RandomnessAuditRow[]> => {
  const [at, id] = after ?? [];
  const further = at === undefined || id === undefined ? undefined : sql`(${randomnessAudit.at}, ${randomnessAudit.id}) < (${at}::timestamptz, ${id}::uuid)`;
  return tx.select().from(randomnessAudit).where(further).orderBy(desc(randomnessAudit.at), desc(randomnessAudit.id)).limit(first + 1);
};

export async function findRandomnessAudit(tx: Tx, id: string): Promise<RandomnessAuditRow | undefined> {
  const [row] = await tx.select().from(randomnessAudit).where(eq(randomnessAudit.id, id));
  return row;
}
