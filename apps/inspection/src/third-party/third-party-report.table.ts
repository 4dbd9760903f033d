import { foreignKey, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { record } from '../record/record.table.ts';

/** What an entrusted body found: kept beside the record with its author, since a false report is the body's to answer for (CC art.22). */
export const thirdPartyReport = inspectionSchema.table('third_party_report', {
  region: region(),
  id: uuid('id').notNull(),
  recordId: uuid('record_id').notNull(),
  itemId: uuid('item_id'),
  service: text('service').notNull(),
  body: text('body').notNull(),
  qualification: text('qualification').notNull(),
  author: text('author').notNull(),
  conclusion: text('conclusion').notNull(),
  fileSha256: text('file_sha256'),
  addedById: uuid('added_by_id').notNull(),
  addedAt: instant('added_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('third_party_report_by_record').on(table.recordId),
  foreignKey({ name: 'third_party_report_of_record', columns: [table.region, table.recordId], foreignColumns: [record.region, record.id] }),
]);
