import { sql } from 'drizzle-orm';
import { check, date, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** 名录库建立标准: one in force for each directory of a jurisdiction. */
export const directoryStandard = registry.table('directory_standard', {
  id: uuid('id').primaryKey(),
  profile: text('profile').notNull(),
  directory: text('directory').notNull(),
  version: integer('version').notNull(),
  requiredFields: text('required_fields').array().notNull(),
  classes: text('classes').array().notNull(),
  state: text('state').notNull(),
  departmentId: uuid('department_id').notNull(),
  issuers: text('issuers').array().notNull(),
  inForceOn: date('in_force_on', { mode: 'string' }),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('directory_standard_version').on(table.profile, table.directory, table.version),
  uniqueIndex('directory_standard_in_force').on(table.profile, table.directory).where(sql`${table.state} = 'IN_FORCE'`),
  check('directory_standard_directory', sql`${table.directory} in ('OBJECT', 'INSPECTOR')`),
  check('directory_standard_state', sql`${table.state} in ('PROPOSED', 'IN_FORCE', 'SUPERSEDED')`),
]);
