import { sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether a column holds one of many keys. They are one parameter, so that the statement is the same for any number; and they stand
 * behind a select, where the planner does not count them: else it would think a plan for three keys better than the one that it keeps,
 * and plan anew each time.
 */
export const among = (column: AnyPgColumn, keys: readonly string[] | Placeholder): SQL => {
  const list = sql.raw(`${column.getSQLType()}[]`);
  return sql`${column} = any((select ${sql.param(keys)}::${list})::${list})`;
};
