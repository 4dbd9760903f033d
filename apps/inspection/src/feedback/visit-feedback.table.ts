import { check, foreignKey, index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

/** What the inspected party says of how it was inspected; said once. GA art.48. */
export const visitFeedback = inspectionSchema.table('visit_feedback', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  rating: integer('rating').notNull(),
  text: text('text'),
  subject: text('subject').notNull(),
  givenAt: instant('given_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('visit_feedback_once').on(table.region, table.inspectionId),
  index('visit_feedback_by_inspection').on(table.inspectionId),
  check('visit_feedback_rating', sql`rating between 1 and 5`),
  foreignKey({ name: 'visit_feedback_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
