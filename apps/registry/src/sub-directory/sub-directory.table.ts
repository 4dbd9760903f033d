import { sql } from 'drizzle-orm';
import { check, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** The part of a directory that belongs to an item (子库、标签分类库): what its rule finds in the master, and what was put in by name. */
export const subDirectory = registry.table('sub_directory', {
  id: uuid('id').primaryKey(),
  directory: text('directory').notNull(),
  itemLineageId: uuid('item_lineage_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  kinds: text('kinds').array().notNull(),
  tags: text('tags').array().notNull(),
  entryIds: uuid('entry_ids').array().notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('sub_directory_of_item').on(table.itemLineageId, table.directory, table.departmentId),
  check('sub_directory_directory', sql`${table.directory} in ('OBJECT', 'INSPECTOR')`),
]);
