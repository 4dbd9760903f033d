import { check, date, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';

/** What the directory said of an object when the list of a task was dispatched; kept, so that later changes can be told. */
export const objectSnapshot = inspectionSchema.table('object_snapshot', {
  region: region(),
  objectId: uuid('object_id').notNull(),
  taskId: uuid('task_id').notNull(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  uscc: text('uscc'),
  responsibleUscc: text('responsible_uscc'),
  district: text('district').notNull(),
  address: text('address'),
  legalRepresentative: text('legal_representative'),
  /** Who supervises it, how it stands with its credit, and how it is tagged. */
  ownerDepartmentId: uuid('owner_department_id'),
  creditLevel: text('credit_level'),
  tags: text('tags').array().notNull().default([]),
  takenAt: instant('taken_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.objectId, table.taskId] }),
  index('object_snapshot_by_object').on(table.objectId, table.takenAt),
  index('object_snapshot_by_task').on(table.taskId, table.objectId),
]);

/** Permits, filings and penalties of an object, from the systems that keep them. */
export const objectFact = inspectionSchema.table('object_fact', {
  objectId: uuid('object_id').notNull(),
  section: text('section', { enum: ['PERMIT', 'FILING', 'PENALTY'] }).notNull(),
  key: text('key').notNull(),
  value: text('value').notNull(),
  issuedBy: text('issued_by'),
  validFrom: date('valid_from', { mode: 'string' }),
  validUntil: date('valid_until', { mode: 'string' }),
  savedAt: instant('saved_at').notNull(),
}, (table) => [primaryKey({ columns: [table.objectId, table.section, table.key] }), check('object_fact_section', sql`section in ('PERMIT', 'FILING', 'PENALTY')`)]);
