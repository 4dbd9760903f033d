import { text, uuid } from 'drizzle-orm/pg-core';
import { sampling } from '../sampling.table.ts';

export const department = sampling.table('department', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  level: text('level').notNull(),
  divisionCode: text('division_code').notNull(),
});
