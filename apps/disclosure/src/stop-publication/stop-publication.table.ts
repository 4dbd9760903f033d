import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';

/** The application of a party that its published result be shown no longer (信用修复、停止公示). SAMR 3.3. */
export const stopPublication = disclosure.table('stop_publication', {
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  publicationId: uuid('publication_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  uscc: text('uscc').notNull(),
  state: text('state', { enum: ['APPLIED', 'APPROVED', 'REJECTED', 'STOPPED'] }).notNull(),
  reason: text('reason').notNull(),
  appliedBy: text('applied_by').notNull(),
  appliedAt: instant('applied_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  decisionReason: text('decision_reason'),
  /** Revision with which the withdrawal went to the channels. */
  revision: integer('revision'),
  stoppedAt: instant('stopped_at'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  check('stop_publication_state', sql`${table.state} in ('APPLIED', 'APPROVED', 'REJECTED', 'STOPPED')`),
  index('stop_publication_by_id').on(table.id),
  index('stop_publication_by_publication').on(table.publicationId, table.id),
]);
