import { sql } from 'drizzle-orm';
import { boolean, check, index, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** 重点监管事项清单 and the three lists of special key fields (三单). */
export const keySupervisionItem = registry.table('key_supervision_item', {
  id: uuid('id').primaryKey(),
  list: text('list').notNull(),
  name: text('name').notNull(),
  body: text('body'),
  object: text('object'),
  measure: text('measure'),
  supervisionMode: text('supervision_mode'),
  departmentId: uuid('department_id').notNull(),
  profile: text('profile').notNull(),
  active: boolean('active').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  index('key_supervision_item_by_department').on(table.departmentId, table.id),
  check('key_supervision_item_list', sql`${table.list} in ('KEY_SUPERVISION', 'SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT')`),
]);
