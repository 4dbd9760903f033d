import { among, byKeys, type Tx } from '@sortition/service-kit';
import { circumstances } from './circumstance.table.ts';

export type CircumstancesRow = typeof circumstances.$inferSelect;

export const insertCircumstances = async (tx: Tx, row: CircumstancesRow): Promise<void> => { await tx.insert(circumstances).values(row); };

export const findCircumstancesByIds = byKeys((tx, ids) => tx.select().from(circumstances).where(among(circumstances.id, ids)));

export const findCircumstancesOfTasks = byKeys((tx, taskIds) => tx.select().from(circumstances).where(among(circumstances.taskId, taskIds)));
