import { sql } from 'drizzle-orm';
import { bigint, check, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const directoryConfirmation = registry.table('directory_confirmation', {
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  state: text('state').notNull(),
  confirmedBy: text('confirmed_by').notNull(),
  confirmedAt: instant('confirmed_at').notNull(),
  objectRosterVersion: bigint('object_roster_version', { mode: 'number' }).notNull(),
  inspectorRosterVersion: bigint('inspector_roster_version', { mode: 'number' }).notNull(),
}, (table) => [
  primaryKey({ columns: [table.taskId, table.departmentId] }),
  index('directory_confirmation_standing').on(table.departmentId).where(sql`${table.state} = 'CONFIRMED'`),
  check('directory_confirmation_state', sql`${table.state} in ('CONFIRMED', 'STALE')`),
]);
