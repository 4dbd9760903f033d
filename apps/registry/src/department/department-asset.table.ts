import { primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** What of list, directories, guide and rules a department has had once: told to planning when it is gained. */
export const departmentAsset = registry.table('department_asset', {
  departmentId: uuid('department_id').notNull(),
  asset: text('asset').notNull(),
  gainedAt: instant('gained_at').notNull(),
}, (table) => [primaryKey({ columns: [table.departmentId, table.asset] })]);
