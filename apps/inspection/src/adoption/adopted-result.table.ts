import { boolean, check, date, foreignKey, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { record } from '../record/record.table.ts';

/** What was found elsewhere and taken over for an item instead of inspecting it again. */
export const adoptedResult = inspectionSchema.table('adopted_result', {
  region: region(),
  recordId: uuid('record_id').notNull(),
  itemId: uuid('item_id').notNull(),
  kind: text('kind', { enum: ['OTHER_DEPARTMENT_RESULT', 'JUDICIAL_DOCUMENT', 'PROFESSIONAL_CONCLUSION', 'EXPERT_OPINION'] }).notNull(),
  /** The result of the platform that was taken over; null for a document from outside. */
  sourceResultId: uuid('source_result_id'),
  documentNumber: text('document_number'),
  issuer: text('issuer'),
  issuedOn: date('issued_on', { mode: 'string' }),
  conclusion: text('conclusion').notNull(),
  problemFound: boolean('problem_found').notNull(),
  adoptedById: uuid('adopted_by_id').notNull(),
  adoptedAt: instant('adopted_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.recordId, table.itemId] }),
  index('adopted_result_by_record').on(table.recordId),
  index('adopted_result_by_source').on(table.sourceResultId),
  check('adopted_result_kind', sql`kind in ('OTHER_DEPARTMENT_RESULT', 'JUDICIAL_DOCUMENT', 'PROFESSIONAL_CONCLUSION', 'EXPERT_OPINION')`),
  foreignKey({ name: 'adopted_result_of_record', columns: [table.region, table.recordId], foreignColumns: [record.region, record.id] }),
]);
