import { index, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import type { EventPayload } from '@sortition/events';
import { instant, sampling } from '../sampling.table.ts';

type Ready = EventPayload<'TaskReady'>;

export const task = sampling.table('task', {
  id: uuid('id').primaryKey(),
  taskNumber: text('task_number').notNull(),
  state: text('state', { enum: ['CREATED', 'READY', 'CANCELLED'] }).notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  departmentIds: uuid('department_ids').array().notNull(),
  divisionCode: text('division_code').notNull(),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  origin: text('origin', { enum: ['PLAN', 'SUPERIOR', 'DIRECT', 'PASSIVE', 'CAMPAIGN'] }).notNull().default('PLAN'),
  items: jsonb('items').$type<Ready['items']>().notNull(),
  /** How and how many to draw; null until the task is ready. */
  terms: jsonb('terms').$type<Pick<Ready, 'population' | 'ratio' | 'objectCount' | 'strata' | 'scheme' | 'period'>>(),
  /** Departments that have not agreed to the submitted scheme; null while none is submitted. */
  schemePendingIds: uuid('scheme_pending_ids').array(),
  readyAt: instant('ready_at'),
}, (table) => [index('task_by_lead').on(table.leadDepartmentId)]);

export const directoryConfirmation = sampling.table('directory_confirmation', {
  taskId: uuid('task_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  state: text('state', { enum: ['CONFIRMED', 'STALE'] }).notNull(),
  at: instant('at').notNull(),
}, (table) => [index('directory_confirmation_by_task').on(table.taskId, table.departmentId)]);
