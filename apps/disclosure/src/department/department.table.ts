import { boolean, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division } from '../disclosure.table.ts';

/** Projection of the registry's departments. */
export const department = disclosure.table('department', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  level: text('level').notNull(),
  divisionCode: division('division_code').notNull(),
  profile: text('profile').notNull(),
  active: boolean('active').notNull(),
});
