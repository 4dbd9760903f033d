import { and, eq, gte, lte, sql, type Column, type SQL } from 'drizzle-orm';

const prefixOf = (code: string): string => code.replace(/(?:00){1,2}$/, '');

/** Rows of a division: a code that ends in 00 covers what lies below it, and a range keeps the index in use. */
export function withinDivision(column: Column, code: string): SQL | undefined {
  const prefix = prefixOf(code);
  return prefix.length === code.length ? eq(column, code) : and(gte(column, prefix.padEnd(6, '0')), lte(column, prefix.padEnd(6, '9')));
}

/** The same as one more condition of a statement that counts; nothing where the whole country is meant. */
export function inDivision(column: SQL, code: string | null | undefined): SQL {
  if (code == null) return sql``;
  const prefix = prefixOf(code);
  return prefix.length === code.length ? sql`and ${column} = ${code}` : sql`and ${column} between ${prefix.padEnd(6, '0')} and ${prefix.padEnd(6, '9')}`;
}
