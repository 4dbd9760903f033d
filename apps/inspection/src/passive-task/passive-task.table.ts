import { foreignKey, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

/** A complaint, a clue or an assigned matter that is dealt with in a visit that takes place anyway. GA art.34. */
export const passiveTask = inspectionSchema.table('passive_task', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  kind: text('kind').notNull(),
  /** Number or title at its source; no person is named. */
  reference: text('reference').notNull(),
  content: text('content').notNull(),
  attachedById: uuid('attached_by_id').notNull(),
  attachedAt: instant('attached_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('passive_task_by_inspection').on(table.inspectionId, table.id),
  foreignKey({ name: 'passive_task_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
