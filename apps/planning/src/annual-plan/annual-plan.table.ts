import { boolean, date, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { EventPayload } from '@sortition/events';
import { instant, planning } from '../planning.table.ts';
import { PLAN_STATES } from './annual-plan.rules.ts';

export const annualPlan = planning.table('annual_plan', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  level: text('level').notNull(),
  divisionCode: text('division_code').notNull(),
  year: integer('year').notNull(),
  name: text('name').notNull(),
  state: text('state', { enum: PLAN_STATES }).notNull(),
  /** The latest public revision; 0 before the first. */
  revision: integer('revision').notNull(),
  /** The revision that is being prepared or sent; equal to `revision` while nothing is. */
  workingRevision: integer('working_revision').notNull(),
  /** Reviewers of the profile's chain who have passed the working revision. */
  reviewed: integer('reviewed').notNull(),
  /** Everybody who works on it: the department itself, leads and participants of its entries. */
  departmentIds: uuid('department_ids').array().notNull(),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  /** A lead that does not inspect: it reads and comments, and changes nothing. CC art.12. */
  guideDepartmentId: uuid('guide_department_id'),
  /** When a line plan was filed. SY art.7(3). */
  filedAt: instant('filed_at'),
  /** The city's plan into which a line plan went. SY art.12(1). */
  consolidatedInto: uuid('consolidated_into'),
  submittedAt: instant('submitted_at'),
  publishedOn: date('published_on'),
  late: boolean('late'),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by').notNull(),
}, (table) => [
  unique('annual_plan_once').on(table.departmentId, table.level, table.year),
  index('annual_plan_by_division').on(table.divisionCode, table.year),
  index('annual_plan_by_year').on(table.year, table.id),
]);

export const planRevision = planning.table('plan_revision', {
  planId: uuid('plan_id').notNull().references(() => annualPlan.id),
  revision: integer('revision').notNull(),
  reason: text('reason'),
  cause: text('cause'),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  publishedOn: date('published_on'),
  deliveredAt: instant('delivered_at'),
  changedEntryIds: uuid('changed_entry_ids').array().notNull(),
  /** What was sent to the channels, to the letter. */
  sent: jsonb('sent').$type<EventPayload<'PlanPublished'>>(),
  receipts: jsonb('receipts').$type<EventPayload<'PublicationDelivered'>['receipts']>().notNull(),
}, (table) => [primaryKey({ columns: [table.planId, table.revision] })]);

export const planReview = planning.table('plan_review', {
  planId: uuid('plan_id').notNull().references(() => annualPlan.id),
  revision: integer('revision').notNull(),
  number: integer('number').notNull(),
  reviewer: text('reviewer').notNull(),
  decision: text('decision', { enum: ['APPROVE', 'RETURN'] }).notNull(),
  comment: text('comment'),
  by: text('by').notNull(),
  at: instant('at').notNull(),
}, (table) => [primaryKey({ columns: [table.planId, table.number] })]);

/** What the guiding department says of a plan; said once, never changed. */
export const planComment = planning.table('plan_comment', {
  id: uuid('id').primaryKey(),
  planId: uuid('plan_id').notNull().references(() => annualPlan.id),
  departmentId: uuid('department_id').notNull(),
  text: text('text').notNull(),
  by: text('by').notNull(),
  at: instant('at').notNull(),
}, (table) => [index('plan_comment_by_plan').on(table.planId, table.id)]);
