import { asc } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { passiveTask } from './passive-task.table.ts';

export type PassiveTaskRow = typeof passiveTask.$inferSelect;

export const insertPassiveTask = (tx: Tx, row: PassiveTaskRow): Promise<unknown> => tx.insert(passiveTask).values(row);

export const listPassiveTasks = byKeys((tx, inspectionIds) => tx.select().from(passiveTask).where(among(passiveTask.inspectionId, inspectionIds)).orderBy(asc(passiveTask.id)));
