import { sql, type SQL } from 'drizzle-orm';

/** Narrows rows to a division and what lies below it; a range keeps the index in use. */
export function inDivision(column: SQL, code: string | null | undefined): SQL {
  if (code == null) return sql``;
  const prefix = code.replace(/(?:00){1,2}$/, '');
  return prefix.length === code.length ? sql`and ${column} = ${code}` : sql`and ${column} between ${prefix.padEnd(6, '0')} and ${prefix.padEnd(6, '9')}`;
}
