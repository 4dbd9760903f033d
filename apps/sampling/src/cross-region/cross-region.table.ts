import { text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

/** Two departments of different regions on whether inspectors of the one may be drawn for the other. */
export const crossRegionAgreement = sampling.table('cross_region_agreement', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  /** What the other department, which does not see the task, must know of it. */
  taskNumber: text('task_number').notNull(),
  profile: text('profile').notNull(),
  /** The department of the task for which is drawn. */
  departmentId: uuid('department_id').notNull(),
  /** The department whose inspectors may be drawn. */
  otherDepartmentId: uuid('other_department_id').notNull(),
  state: text('state', { enum: ['PROPOSED', 'AGREED', 'REFUSED'] }).notNull(),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: instant('proposed_at').notNull(),
  answeredBy: text('answered_by'),
  answeredAt: instant('answered_at'),
  reason: text('reason'),
}, (table) => [unique('cross_region_agreement_once').on(table.taskId, table.departmentId, table.otherDepartmentId)]);
