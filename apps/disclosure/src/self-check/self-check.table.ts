import { sql } from 'drizzle-orm';
import { check, date, index, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';

/** A problem that a department found in its own work, until it has put it right; without a problem, that it looked. GA art.6. */
export const selfCheck = disclosure.table('self_check', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  checkedOn: date('checked_on', { mode: 'string' }).notNull(),
  content: text('content').notNull(),
  problem: text('problem'),
  state: text('state', { enum: ['OPEN', 'CLOSED'] }).notNull(),
  correction: text('correction'),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  correctedAt: instant('corrected_at'),
}, (table) => [
  check('self_check_state', sql`${table.state} in ('OPEN', 'CLOSED')`),
  index('self_check_by_department').on(table.departmentId, table.state, table.id),
]);
