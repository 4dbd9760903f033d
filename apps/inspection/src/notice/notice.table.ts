import { check, foreignKey, index, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

export const notice = inspectionSchema.table('notice', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  state: text('state', { enum: ['SENT', 'WAIVED'] }).notNull(),
  channel: text('channel'),
  form: text('form'),
  /** Version of the rules that hold the template, so that the document can be produced again as it was. SY art.5(2). */
  templateVersion: text('template_version'),
  inspectionTime: instant('inspection_time'),
  cooperationRequirements: text('cooperation_requirements'),
  materials: text('materials'),
  calleeSealed: text('callee_sealed'),
  calledAt: instant('called_at'),
  documentList: text('document_list'),
  deliveryTime: instant('delivery_time'),
  deliveryPlace: text('delivery_place'),
  otherRequirements: text('other_requirements'),
  ground: text('ground'),
  legalBasis: text('legal_basis'),
  givenAt: instant('given_at').notNull(),
  /** Null where the item list itself exempts. */
  givenById: uuid('given_by_id'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('notice_once').on(table.region, table.inspectionId),
  index('notice_by_id').on(table.id),
  index('notice_by_inspection').on(table.inspectionId),
  check('notice_state', sql`state in ('SENT', 'WAIVED')`),
  foreignKey({ name: 'notice_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
