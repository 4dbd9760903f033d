import { sql } from 'drizzle-orm';
import { bigint, check, text } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

export const rosterHead = registry.table('roster_head', {
  directory: text('directory').primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
}, (table) => [check('roster_head_directory', sql`${table.directory} in ('OBJECT', 'INSPECTOR')`)]);
