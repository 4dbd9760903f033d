import { date, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';

/** What superior bodies ordered, as the addressee or a department above it recorded it. */
export const instruction = planning.table('instruction', {
  id: uuid('id').primaryKey(),
  addresseeId: uuid('addressee_id').notNull(),
  recordedBy: uuid('recorded_by').notNull(),
  issuer: text('issuer').notNull(),
  documentNumber: text('document_number').notNull(),
  title: text('title').notNull(),
  issuedOn: date('issued_on').notNull(),
  year: integer('year').notNull(),
  requiredItemId: uuid('required_item_id'),
  /** The item over the versions of its list. */
  requiredLineageId: uuid('required_lineage_id'),
  requiredRatio: text('required_ratio'),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by').notNull(),
}, (table) => [index('instruction_by_addressee').on(table.addresseeId, table.year), index('instruction_by_created').on(table.createdAt, table.id)]);
