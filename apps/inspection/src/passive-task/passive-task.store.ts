import { asc } from 'drizzle-orm';
import { among, type Tx } from '@sortition/service-kit';
import { passiveTask } from './passive-task.table.ts';

export type PassiveTaskRow = typeof passiveTask.$inferSelect;

export const insertPassiveTask = (tx: Tx, row: PassiveTaskRow): Promise<unknown> => tx.insert(passiveTask).values(row);

export const listPassiveTasks = (tx: Tx, inspectionIds: readonly string[]): Promise<PassiveTaskRow[]> =>
  tx.select().from(passiveTask).where(among(passiveTask.inspectionId, inspectionIds)).orderBy(asc(passiveTask.id));
