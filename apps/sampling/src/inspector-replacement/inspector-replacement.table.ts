import { boolean, index, text, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export const inspectorReplacement = sampling.table('inspector_replacement', {
  id: uuid('id').primaryKey(),
  teamId: uuid('team_id').notNull(),
  state: text('state', { enum: ['REQUESTED', 'APPROVED', 'REJECTED', 'APPLIED', 'WITHDRAWN'] }).notNull(),
  replacedId: uuid('replaced_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  substituteId: uuid('substitute_id'),
  reason: text('reason', { enum: ['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL', 'OTHER'] }).notNull(),
  text: text('text'),
  outOfOrder: boolean('out_of_order'),
  /** Why the next of the drawn order was passed over. */
  outOfOrderReason: text('out_of_order_reason'),
  requestedBy: text('requested_by').notNull(),
  requestedAt: instant('requested_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  opinion: text('opinion'),
}, (table) => [index('inspector_replacement_by_team').on(table.teamId)]);
