import { boolean, char, date, index, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const expert = registry.table('expert', {
  id: uuid('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  organisation: text('organisation'),
  specialties: text('specialties').array().notNull(),
  /** What a body may be entrusted with. */
  services: text('services').array().notNull().default([]),
  qualificationNo: text('qualification_no'),
  qualificationExpiresOn: date('qualification_expires_on', { mode: 'string' }),
  phoneSealed: text('phone_sealed'),
  divisionCode: char('division_code', { length: 6 }).notNull(),
  departmentId: uuid('department_id').notNull(),
  active: boolean('active').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  index('expert_by_division').on(table.divisionCode, table.id),
  index('expert_by_department').on(table.departmentId, table.id),
]);
