import { sql } from 'drizzle-orm';
import { boolean, bigint, char, check, date, index, integer, jsonb, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const inspector = registry.table('inspector', {
  id: uuid('id').primaryKey(),
  serialNo: integer('serial_no'),
  name: text('name').notNull(),
  phoneSealed: text('phone_sealed'),
  citizenIdSealed: text('citizen_id_sealed'),
  citizenIdFingerprint: text('citizen_id_fingerprint'),
  departmentId: uuid('department_id').notNull(),
  unit: text('unit'),
  district: text('district'),
  divisionCode: char('division_code', { length: 6 }).notNull(),
  level: text('level').notNull(),
  category: text('category').notNull(),
  qualified: boolean('qualified').notNull(),
  certificateNo: text('certificate_no'),
  certificateExpiresOn: date('certificate_expires_on', { mode: 'string' }),
  specialties: text('specialties').array().notNull(),
  qualifications: text('qualifications').array().notNull().default([]),
  modes: text('modes').array().notNull(),
  recusedObjectIds: uuid('recused_object_ids').array().notNull(),
  subject: text('subject'),
  state: text('state').notNull(),
  profile: text('profile').notNull(),
  rowVersion: integer('row_version').notNull(),
  rosterVersion: bigint('roster_version', { mode: 'number' }).notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
}, (table) => [
  uniqueIndex('inspector_citizen').on(table.profile, table.citizenIdFingerprint).where(sql`${table.citizenIdFingerprint} is not null and ${table.state} <> 'INACTIVE'`),
  uniqueIndex('inspector_subject').on(table.subject).where(sql`${table.subject} is not null and ${table.state} <> 'INACTIVE'`),
  index('inspector_by_division').on(table.divisionCode, table.id),
  index('inspector_by_department').on(table.departmentId, table.divisionCode, table.id),
  check('inspector_state', sql`${table.state} in ('ENTERED', 'CONFIRMED', 'SUSPENDED', 'INACTIVE')`),
]);

export const inspectorVersion = registry.table('inspector_version', {
  id: uuid('id').notNull(),
  rowVersion: integer('row_version').notNull(),
  recordedAt: instant('recorded_at').notNull(),
  recordedUntil: instant('recorded_until').notNull(),
  row: jsonb('row').notNull(),
}, (table) => [primaryKey({ columns: [table.id, table.rowVersion] })]);
