import { check, date, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant } from '../inspection.table.ts';

/** Projection of sampling's teams. Members of earlier versions stay: they may have signed. */
export const team = inspectionSchema.table('team', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  version: integer('version').notNull(),
  formedAt: instant('formed_at').notNull(),
});

export const teamMember = inspectionSchema.table('team_member', {
  teamId: uuid('team_id').notNull(),
  version: integer('version').notNull(),
  inspectorId: uuid('inspector_id').notNull(),
  subject: text('subject'),
  departmentId: uuid('department_id'),
  role: text('role', { enum: ['LEADER', 'MEMBER', 'ASSISTING'] }).notNull(),
  certificateExpiresOn: date('certificate_expires_on', { mode: 'string' }),
}, (table) => [
  primaryKey({ columns: [table.teamId, table.version, table.inspectorId] }),
  index('team_member_by_subject').on(table.subject, table.teamId),
  check('team_member_role', sql`role in ('LEADER', 'MEMBER', 'ASSISTING')`),
]);

export const teamObject = inspectionSchema.table('team_object', {
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  teamId: uuid('team_id').notNull(),
}, (table) => [primaryKey({ columns: [table.taskId, table.objectId] }), index('team_object_by_team').on(table.teamId, table.objectId)]);
