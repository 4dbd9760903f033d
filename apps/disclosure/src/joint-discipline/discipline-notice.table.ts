import { sql } from 'drizzle-orm';
import { boolean, check, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';

/** Departments that want to know of serious results. */
export const disciplineSubscription = disclosure.table('discipline_subscription', {
  departmentId: uuid('department_id').primaryKey(),
  active: boolean('active').notNull(),
  changedAt: instant('changed_at').notNull(),
});

/** A serious result that a department was told of, and what it did about it (联合惩戒). One for each result, department and occasion. */
export const disciplineNotice = disclosure.table('discipline_notice', {
  id: uuid('id').primaryKey(),
  publicationId: uuid('publication_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** PUBLISHED: told when it became public. SHARED: the inspecting department asks for joint discipline. */
  occasion: text('occasion', { enum: ['PUBLISHED', 'SHARED'] }).notNull(),
  objectName: text('object_name').notNull(),
  code: text('code').notNull(),
  label: text('label').notNull(),
  sentAt: instant('sent_at').notNull(),
  measure: text('measure'),
  measuredBy: text('measured_by'),
  measuredAt: instant('measured_at'),
}, (table) => [
  unique('discipline_notice_once').on(table.publicationId, table.departmentId, table.occasion),
  check('discipline_notice_occasion', sql`${table.occasion} in ('PUBLISHED', 'SHARED')`),
  index('discipline_notice_by_department').on(table.departmentId, table.id),
]);
