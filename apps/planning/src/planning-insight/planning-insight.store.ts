import { and, count, eq, gte, lte, sql } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import type { Tx } from '@sortition/service-kit';
import { liesWithin } from '../division.store.ts';
import { problemSignal } from './planning-insight.table.ts';

export type ProblemSignalRow = typeof problemSignal.$inferSelect;

/** How many of them were not there before. */
export async function insertSignals(tx: Tx, rows: readonly ProblemSignalRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const made = await tx.insert(problemSignal).values([...rows]).onConflictDoNothing().returning({ externalId: problemSignal.externalId });
  return made.length;
}

export interface MonthlyCount {
  readonly source: ProblemSignalRow['source'];
  readonly field: string;
  readonly divisionCode: string;
  readonly month: string;
  readonly signals: number;
}

const month = sql<string>`to_char(${problemSignal.occurredOn}, 'YYYY-MM')`;

/** Signals from a day to another, by source, field, region and month. */
export const countByMonth = (tx: Tx, from: Day, to: Day, field: string | null | undefined, region: string | null | undefined): Promise<MonthlyCount[]> =>
  tx.select({ source: problemSignal.source, field: problemSignal.field, divisionCode: problemSignal.divisionCode, month, signals: count() }).from(problemSignal)
    .where(and(gte(problemSignal.occurredOn, from), lte(problemSignal.occurredOn, to), typeof field === 'string' ? eq(problemSignal.field, field) : undefined, typeof region === 'string' ? liesWithin(problemSignal.divisionCode, region) : undefined))
    .groupBy(problemSignal.source, problemSignal.field, problemSignal.divisionCode, month).limit(6_000);
