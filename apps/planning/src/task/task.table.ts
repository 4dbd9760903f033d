import { boolean, date, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { EventPayload } from '@sortition/events';
import { TASK_MODES } from '@sortition/profiles';
import { instant, planning } from '../planning.table.ts';
import { ENTRY_DRAW_MODES } from '../plan-entry/draw-mode.rules.ts';
import { TASK_KINDS, TASK_STATES } from './task.rules.ts';

type Ready = EventPayload<'TaskReady'>;

/** The last running number of an issuer in a year. The row's lock is what makes task numbers distinct. */
export const taskNumber = planning.table('task_number', {
  departmentId: uuid('department_id').notNull(),
  year: integer('year').notNull(),
  last: integer('last').notNull(),
}, (table) => [primaryKey({ columns: [table.departmentId, table.year] })]);

export const task = planning.table('task', {
  id: uuid('id').primaryKey(),
  divisionCode: text('division_code').notNull(),
  taskNumber: text('task_number').notNull(),
  name: text('name').notNull(),
  state: text('state', { enum: TASK_STATES }).notNull(),
  planId: uuid('plan_id').notNull(),
  planEntryId: uuid('plan_entry_id').notNull(),
  planRevision: integer('plan_revision').notNull(),
  year: integer('year').notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  participatingDepartmentIds: uuid('participating_department_ids').array().notNull(),
  /** Reads and reminds, and inspects nothing. SAMR 3.1. */
  coordinatorDepartmentId: uuid('coordinator_department_id'),
  /** Lead, participants, coordinator, and the lead of the task of which it is a part: who may see it. */
  departmentIds: uuid('department_ids').array().notNull(),
  periodFrom: date('period_from').notNull(),
  periodTo: date('period_to').notNull(),
  items: jsonb('items').$type<Ready['items']>().notNull(),
  population: jsonb('population').$type<Ready['population']>().notNull(),
  ratio: text('ratio').notNull(),
  objectCount: integer('object_count').notNull(),
  strata: jsonb('strata').$type<Ready['strata']>().notNull(),
  kind: text('kind', { enum: TASK_KINDS }).notNull().default('ORDINARY'),
  /** As the entry says; null where nobody asks. */
  drawMode: text('draw_mode', { enum: ENTRY_DRAW_MODES }),
  /** Kind of joint inspection by the profile, such as PLANNED. */
  jointKind: text('joint_kind'),
  /** How the joint task came about; null for a task of one department. */
  jointMode: text('joint_mode'),
  /** The superior's or the government's instruction, by its number. */
  instructionRef: text('instruction_ref'),
  /** The campaign or standing group whose departments inspect. */
  groupId: uuid('group_id'),
  /** 综合一次查 or 一业一查; null for neither. */
  mode: text('mode', { enum: TASK_MODES }),
  bundleId: uuid('bundle_id'),
  /** The task of a higher level of which this is a part. */
  parentId: uuid('parent_id'),
  superiorTaskId: uuid('superior_task_id'),
  /** Why it is not joint, or not the only undirected draw of the year. */
  exceptionReason: text('exception_reason'),
  origin: text('origin', { enum: ['PLAN', 'SUPERIOR', 'DIRECT'] }).notNull().default('PLAN'),
  /** Why a DIRECT task needs no lot. */
  ground: text('ground'),
  keyItemId: uuid('key_item_id'),
  cancelReason: text('cancel_reason'),
  late: boolean('late').notNull(),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by').notNull(),
}, (table) => [
  unique('task_number_once').on(table.taskNumber),
  index('task_by_entry').on(table.planEntryId),
  index('task_by_division').on(table.divisionCode, table.id),
  index('task_by_created').on(table.createdAt, table.id),
  index('task_by_period_end').on(table.periodTo, table.id),
  index('task_by_parent').on(table.parentId),
  index('task_by_superior').on(table.superiorTaskId),
  index('task_by_department').using('gin', table.departmentIds),
]);

/** When a task reached each of its states. News of another service may come late; the order of the clauses orders them. */
export const taskStep = planning.table('task_step', {
  taskId: uuid('task_id').notNull(),
  state: text('state', { enum: TASK_STATES }).notNull(),
  at: instant('at').notNull(),
  by: text('by').notNull(),
}, (table) => [primaryKey({ columns: [table.taskId, table.state] })]);
