import { boolean, date, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { EventPayload } from '@sortition/events';
import { PLAN_ENTRY_ORIGINS } from '@sortition/profiles';
import { AGREEMENT_ANSWERS } from '../agreement/agreement.rules.ts';
import { annualPlan } from '../annual-plan/annual-plan.table.ts';
import { instant, planning } from '../planning.table.ts';
import { ENTRY_DRAW_MODES } from './draw-mode.rules.ts';
import { JOINT_ENTRY_STATES, type EntryItem } from './plan-entry.rules.ts';
import type { KeyField } from './special-inspection.rules.ts';
import type { Stratum } from './differentiation.rules.ts';

/**
 * An entry as it reads from a revision of its plan on: the row with the highest revision holds, and the highest published one
 * is what tasks may use. A published row is never changed; an adjustment writes the next.
 */
export const planEntry = planning.table('plan_entry', {
  id: uuid('id').notNull(),
  revision: integer('revision').notNull(),
  planId: uuid('plan_id').notNull().references(() => annualPlan.id),
  published: boolean('published').notNull(),
  cancelled: boolean('cancelled').notNull(),
  /** Null where the profile asks for no agreement, and while the entry has no participant. */
  jointState: text('joint_state', { enum: JOINT_ENTRY_STATES }),
  /** Lead, participants and the plan's own department: who may see it before it is public. */
  departmentIds: uuid('department_ids').array().notNull(),
  origin: text('origin', { enum: PLAN_ENTRY_ORIGINS }).notNull().default('OWN'),
  /** Null where nobody asks whether the draw is directed. */
  drawMode: text('draw_mode', { enum: ENTRY_DRAW_MODES }),
  /** The place in a key list that makes it a key field; null is a general field. */
  keyField: jsonb('key_field').$type<KeyField>(),
  /** Instructions of superior bodies that it carries out. */
  instructionIds: uuid('instruction_ids').array().notNull().default([]),
  serialNo: integer('serial_no'),
  name: text('name'),
  leadDepartmentId: uuid('lead_department_id'),
  participatingDepartmentIds: uuid('participating_department_ids').array().notNull(),
  items: jsonb('items').$type<EntryItem[]>().notNull(),
  objectScope: text('object_scope'),
  population: jsonb('population').$type<EventPayload<'TaskReady'>['population']>().notNull(),
  modes: text('modes').array().notNull(),
  periodFrom: date('period_from'),
  periodTo: date('period_to'),
  ratio: text('ratio'),
  frequency: integer('frequency'),
  objectCount: integer('object_count'),
  ratioRationale: text('ratio_rationale'),
  strata: jsonb('strata').$type<Stratum[]>().notNull(),
  /** What only some profiles ask for, by field name. */
  furtherFields: jsonb('further_fields').$type<Record<string, string>>().notNull(),
  notMergedReason: text('not_merged_reason'),
  mergedInto: uuid('merged_into'),
  cancelReason: text('cancel_reason'),
  decision: jsonb('decision').$type<{ accepted: boolean; decidedBy: string; opinion: string | null; at: string }>(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
}, (table) => [primaryKey({ columns: [table.id, table.revision] }), index('plan_entry_by_plan').on(table.planId, table.id)]);

export const entryAgreement = planning.table('entry_agreement', {
  entryId: uuid('entry_id').notNull(),
  revision: integer('revision').notNull(),
  departmentId: uuid('department_id').notNull(),
  answer: text('answer', { enum: AGREEMENT_ANSWERS }).notNull(),
  reason: text('reason'),
  by: text('by'),
  at: instant('at'),
}, (table) => [primaryKey({ columns: [table.entryId, table.revision, table.departmentId] })]);
