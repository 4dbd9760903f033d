import { boolean, date, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sampling } from '../sampling.table.ts';

/** What a draw needs of the object directory, ten million rows and more: kept here so that a draw needs no other service. */
export const rosterObject = sampling.table('roster_object', {
  divisionCode: text('division_code').notNull(),
  id: uuid('id').notNull(),
  kind: text('kind').notNull(),
  tags: text('tags').array().notNull(),
  riskLevel: text('risk_level'),
  creditLevel: text('credit_level'),
  weight: integer('weight').notNull(),
  active: boolean('active').notNull(),
  /** The department or line whose sub-directory (子库) it stands in. */
  ownerDepartmentId: uuid('owner_department_id'),
  /** Credit code of the enterprise that holds it, so that the holder can be told of its own place in a draw; null where there is none. */
  uscc: text('uscc'),
}, (table) => [primaryKey({ columns: [table.divisionCode, table.id] }), index('roster_object_by_uscc').on(table.uscc), index('roster_object_by_id').on(table.id)]);

export const rosterInspector = sampling.table('roster_inspector', {
  id: uuid('id').primaryKey(),
  subject: text('subject'),
  departmentId: uuid('department_id').notNull(),
  divisionCode: text('division_code').notNull(),
  category: text('category').notNull(),
  qualified: boolean('qualified').notNull(),
  certificateExpiresOn: date('certificate_expires_on', { mode: 'string' }),
  specialties: text('specialties').array().notNull(),
  modes: text('modes').array().notNull(),
  recusedObjectIds: uuid('recused_object_ids').array().notNull(),
  active: boolean('active').notNull(),
}, (table) => [index('roster_inspector_by_department').on(table.departmentId)]);

/** Experts and bodies that may assist; never drawn in the place of an inspector. CQ 5.3.3. */
export const rosterExpert = sampling.table('roster_expert', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  divisionCode: text('division_code').notNull(),
  nature: text('nature', { enum: ['PERSON', 'BODY'] }).notNull(),
  kind: text('kind').notNull(),
  specialties: text('specialties').array().notNull(),
  services: text('services').array().notNull(),
  qualificationNo: text('qualification_no'),
  qualificationExpiresOn: date('qualification_expires_on', { mode: 'string' }),
  active: boolean('active').notNull(),
}, (table) => [index('roster_expert_by_division').on(table.divisionCode)]);

/** The version of each roster that has been applied here; a draw names the one that it froze. */
export const rosterVersion = sampling.table('roster_version', {
  roster: text('roster', { enum: ['OBJECT', 'INSPECTOR'] }).primaryKey(),
  version: integer('version').notNull(),
});
