import { and, desc, eq, lt } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { selfCheck } from './self-check.table.ts';

export type SelfCheckRow = typeof selfCheck.$inferSelect;

export const insertSelfCheck = (tx: Tx, row: SelfCheckRow): Promise<unknown> => tx.insert(selfCheck).values(row);

export async function lockSelfCheck(tx: Tx, id: string): Promise<SelfCheckRow | undefined> {
  const [row] = await tx.select().from(selfCheck).where(eq(selfCheck.id, id)).for('update');
  return row;
}

export const updateSelfCheck = (tx: Tx, { id }: SelfCheckRow, change: Partial<SelfCheckRow>): Promise<unknown> => tx.update(selfCheck).set(change).where(eq(selfCheck.id, id));

export const findSelfChecks = byKeys((tx, ids) => tx.select().from(selfCheck).where(among(selfCheck.id, ids)));

export const listSelfChecks = (tx: Tx, state: SelfCheckRow['state'] | null, { first, after }: Page): Promise<SelfCheckRow[]> =>
  tx.select().from(selfCheck).where(and(state === null ? undefined : eq(selfCheck.state, state), after?.[0] === undefined ? undefined : lt(selfCheck.id, after[0]))).orderBy(desc(selfCheck.id)).limit(first + 1);
