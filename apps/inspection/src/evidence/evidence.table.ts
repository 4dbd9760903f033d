import { check, customType, doublePrecision, foreignKey, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { EVIDENCE_KINDS } from '@sortition/profiles';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Bytes by their own hash, so that the same picture is kept once and none can be exchanged for another. */
export const storedFile = inspectionSchema.table('stored_file', {
  region: region(),
  sha256: text('sha256').notNull(),
  size: integer('size').notNull(),
  bytes: bytea('bytes').notNull(),
  storedAt: instant('stored_at').notNull(),
}, (table) => [primaryKey({ columns: [table.region, table.sha256] })]);

export const evidence = inspectionSchema.table('evidence', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  itemId: uuid('item_id'),
  kind: text('kind', { enum: EVIDENCE_KINDS }).notNull(),
  mimeType: text('mime_type').notNull(),
  size: integer('size').notNull(),
  sha256: text('sha256').notNull(),
  description: text('description'),
  capturedAt: instant('captured_at').notNull(),
  capturedById: uuid('captured_by_id').notNull(),
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  accuracy: doublePrecision('accuracy'),
  registeredAt: instant('registered_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('evidence_by_id').on(table.id),
  index('evidence_by_inspection').on(table.inspectionId, table.id),
  check('evidence_kind', sql`kind in ('PHOTO', 'VIDEO', 'AUDIO', 'FILE')`),
  foreignKey({ name: 'evidence_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
  foreignKey({ name: 'evidence_bytes', columns: [table.region, table.sha256], foreignColumns: [storedFile.region, storedFile.sha256] }),
]);
