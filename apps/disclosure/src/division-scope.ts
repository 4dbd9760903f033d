import { and, eq, gte, lte, type Column, type SQL } from 'drizzle-orm';

/** Rows of a division: a code that ends in 00 covers what lies below it, and a range keeps the index in use. */
export function withinDivision(column: Column, code: string): SQL | undefined {
  const prefix = code.replace(/(?:00){1,2}$/, '');
  return prefix.length === code.length ? eq(column, code) : and(gte(column, prefix.padEnd(6, '0')), lte(column, prefix.padEnd(6, '9')));
}
