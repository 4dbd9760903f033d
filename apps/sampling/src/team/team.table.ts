import { index, integer, primaryKey, text, unique, uuid, boolean } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export const team = sampling.table('team', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  number: integer('number').notNull(),
  version: integer('version').notNull(),
  formedAt: instant('formed_at').notNull(),
}, (table) => [unique('team_number').on(table.taskId, table.number)]);

export const teamMember = sampling.table('team_member', {
  id: uuid('id').primaryKey(),
  teamId: uuid('team_id').notNull(),
  inspectorId: uuid('inspector_id'),
  expertId: uuid('expert_id'),
  departmentId: uuid('department_id'),
  role: text('role', { enum: ['LEADER', 'MEMBER', 'ASSISTING'] }).notNull(),
  origin: text('origin', { enum: ['DRAWN', 'ASSIGNED', 'ENGAGED'] }).notNull(),
  reason: text('reason'),
  active: boolean('active').notNull(),
}, (table) => [index('team_member_by_team').on(table.teamId)]);

export const teamObject = sampling.table('team_object', {
  teamId: uuid('team_id').notNull(),
  objectId: uuid('object_id').notNull(),
}, (table) => [primaryKey({ columns: [table.teamId, table.objectId] })]);
