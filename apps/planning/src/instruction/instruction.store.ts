import { and, asc, count, desc, eq, lt, or, sql, type SQL } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { planEntry } from '../plan-entry/plan-entry.table.ts';
import type { PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import { instruction } from './instruction.table.ts';

export type InstructionRow = typeof instruction.$inferSelect;

export interface InstructionFilter {
  readonly addresseeId?: string | null | undefined;
  readonly year?: number | null | undefined;
  readonly state?: 'OPEN' | 'COVERED' | null | undefined;
}

export async function insertInstruction(tx: Tx, row: InstructionRow): Promise<void> {
  await tx.insert(instruction).values(row);
}

export const findInstructions = byKeys((tx, ids) => tx.select().from(instruction).where(among(instruction.id, ids)));

/** What the superiors of departments ask of them. */
export const findInstructionsTo = byKeys((tx, addresseeIds) => tx.select().from(instruction).where(among(instruction.addresseeId, addresseeIds)).orderBy(asc(instruction.createdAt), asc(instruction.id)));

export interface CarryingEntry {
  readonly instructionId: string;
  readonly entry: PlanEntryRow;
}

/** The live entries that carry instructions out, as they read now. */
export async function findCarryingEntries(tx: Tx, instructionIds: readonly string[]): Promise<CarryingEntry[]> {
  const latest = await tx.selectDistinctOn([planEntry.id]).from(planEntry)
    .where(sql`${planEntry.id} in (select id from ${planEntry} where ${planEntry.instructionIds} && ${sql.param(instructionIds)}::uuid[])`).orderBy(planEntry.id, desc(planEntry.revision));
  const live = latest.filter(({ cancelled, jointState }) => !cancelled && jointState !== 'WITHDRAWN');
  return live.flatMap((entry) => entry.instructionIds.filter((id) => instructionIds.includes(id)).map((instructionId) => ({ instructionId, entry })));
}

const isCarriedOut = sql`exists (select from ${planEntry} where ${instruction.id} = any (${planEntry.instructionIds}) and not ${planEntry.cancelled} and ${planEntry.jointState} is distinct from 'WITHDRAWN'
  and not exists (select from ${planEntry} later where later.id = ${planEntry.id} and later.revision > ${planEntry.revision}))`;

const fits = ({ addresseeId, year, state }: InstructionFilter): SQL | undefined => and(
  typeof addresseeId === 'string' ? eq(instruction.addresseeId, addresseeId) : undefined,
  typeof year === 'number' ? eq(instruction.year, year) : undefined,
  state === 'OPEN' ? sql`not ${isCarriedOut}` : state === 'COVERED' ? isCarriedOut : undefined,
);

const isAfter = ([at, id]: readonly string[]): SQL | undefined => {
  const instant = new Date(at ?? 0);
  return or(lt(instruction.createdAt, instant), and(eq(instruction.createdAt, instant), lt(instruction.id, id ?? '')));
};

/** Newest first; reads one row more than the page holds. */
export const listInstructions = (tx: Tx, filter: InstructionFilter, page: Page): Promise<InstructionRow[]> =>
  tx.select().from(instruction).where(and(fits(filter), page.after === null ? undefined : isAfter(page.after))).orderBy(desc(instruction.createdAt), desc(instruction.id)).limit(page.first + 1);

export async function countInstructions(tx: Tx, filter: InstructionFilter): Promise<number> {
  const [row] = await tx.select({ all: count() }).from(instruction).where(fits(filter));
  return row?.all ?? 0;
}

export const instructionPosition = (row: InstructionRow): readonly string[] => [row.createdAt.toISOString(), row.id];
