import { and, eq, gte, lte, sql, type Column, type SQL } from 'drizzle-orm';
import type { Page } from '@sortition/service-kit';

/** Rows of a division: a code that ends in 00 covers what lies below it, and a range keeps the index in use. */
export function withinDivision(column: Column, code: string): SQL | undefined {
  const prefix = code.replace(/(?:00){1,2}$/, '');
  return prefix.length === code.length ? eq(column, code) : and(gte(column, prefix.padEnd(6, '0')), lte(column, prefix.padEnd(6, '9')));
}

/** Rows after a page's position in the order (division, id), as one range of that index. */
export function afterDivisionAndId(division: Column, id: Column, { after }: Page): SQL | undefined {
  const [code, lastId] = after ?? [];
  return code === undefined || lastId === undefined ? undefined : sql`(${division}, ${id}) > (${code}::char(6), ${lastId}::uuid)`;
}

export const countAll = { total: sql<number>`count(*)::int` };
