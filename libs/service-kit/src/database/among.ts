import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** Whether a column holds one of many keys. They are one parameter, so that the statement, and with it its plan, is the same for any number. */
export const among = (column: AnyPgColumn, keys: readonly string[]): SQL => sql`${column} = any(${sql.param(keys)})`;
