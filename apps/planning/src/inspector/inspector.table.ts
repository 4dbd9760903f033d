import { boolean, date, index, uuid } from 'drizzle-orm/pg-core';
import { planning } from '../planning.table.ts';

/** Who could inspect, only to be counted: no name, no subject. */
export const inspector = planning.table('inspector', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  qualified: boolean('qualified').notNull(),
  certificateExpiresOn: date('certificate_expires_on'),
  active: boolean('active').notNull(),
}, (table) => [index('inspector_by_department').on(table.departmentId)]);
