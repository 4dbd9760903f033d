import { boolean, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

/** What speaks for another look at a team and does not forbid it. */
export interface TeamWarning {
  readonly code: 'FIXED_ASSIGNMENT' | 'TEAM_TOO_LARGE';
  readonly clause: string | null;
  readonly objectId: string | null;
  readonly inspectorIds: readonly string[];
}

export const team = sampling.table('team', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  number: integer('number').notNull(),
  version: integer('version').notNull(),
  formedAt: instant('formed_at').notNull(),
  warnings: jsonb('warnings').$type<TeamWarning[]>().notNull().default([]),
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
  /** What an engaged body is entrusted with, and under which qualification. */
  services: text('services').array().notNull().default([]),
  qualificationNo: text('qualification_no'),
  /** The lot that chose an expert; null where one was chosen with the reason. */
  expertDrawId: uuid('expert_draw_id'),
  active: boolean('active').notNull(),
}, (table) => [index('team_member_by_team').on(table.teamId)]);

export const teamObject = sampling.table('team_object', {
  teamId: uuid('team_id').notNull(),
  objectId: uuid('object_id').notNull(),
}, (table) => [primaryKey({ columns: [table.teamId, table.objectId] }), index('team_object_by_object').on(table.objectId)]);

/** The visit of another task to an object of the team, which is one with the team's own. GA art.35. */
export const teamMergedVisit = sampling.table('team_merged_visit', {
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  teamId: uuid('team_id').notNull(),
}, (table) => [primaryKey({ columns: [table.taskId, table.objectId] }), index('team_merged_visit_by_team').on(table.teamId)]);

/** A lot among the experts of the directory, for a team. */
export const expertDraw = sampling.table('expert_draw', {
  id: uuid('id').primaryKey(),
  teamId: uuid('team_id').notNull(),
  taskId: uuid('task_id').notNull(),
  frame: text('frame').notNull(),
  certificate: text('certificate').notNull(),
  certificateHash: text('certificate_hash').notNull(),
  drawnBy: text('drawn_by').notNull(),
  drawnAt: instant('drawn_at').notNull(),
}, (table) => [index('expert_draw_by_team').on(table.teamId)]);
