import { foreignKey, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

/** A clue against an inspector, handed to the body of discipline and supervision. Neither the inspector nor the team ever sees it. */
export const disciplineReferral = inspectionSchema.table('discipline_referral', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  inspectorId: uuid('inspector_id').notNull(),
  /** DISCIPLINE 违纪, DUTY_VIOLATION 职务违法 or CRIME 涉嫌犯罪. */
  suspicion: text('suspicion', { enum: ['DISCIPLINE', 'DUTY_VIOLATION', 'CRIME'] }).notNull(),
  description: text('description').notNull(),
  recipient: text('recipient').notNull(),
  state: text('state', { enum: ['REFERRED'] }).notNull(),
  referredBy: text('referred_by').notNull(),
  referredAt: instant('referred_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('discipline_referral_by_id').on(table.id),
  foreignKey({ name: 'discipline_referral_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
