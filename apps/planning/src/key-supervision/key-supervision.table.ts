import { boolean, text, uuid } from 'drizzle-orm/pg-core';
import { planning } from '../planning.table.ts';

/** Entries of the lists that are a ground for inspection without lot, as the registry told of them. */
export const keySupervisionItem = planning.table('key_supervision_item', {
  id: uuid('id').primaryKey(),
  list: text('list').notNull(),
  departmentId: uuid('department_id').notNull(),
  active: boolean('active').notNull(),
});
