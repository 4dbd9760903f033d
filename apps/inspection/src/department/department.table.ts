import { boolean, char, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema } from '../inspection.table.ts';

/** Projection of the registry's departments. */
export const department = inspectionSchema.table('department', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  level: text('level').notNull(),
  divisionCode: char('division_code', { length: 6 }).notNull(),
  profile: text('profile').notNull(),
  active: boolean('active').notNull(),
});
