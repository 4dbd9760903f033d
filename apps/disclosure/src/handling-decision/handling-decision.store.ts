import { and, asc, desc, eq, gt, isNotNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { Day } from '@sortition/kernel';
import { among, byKeys, recordChange, type Page, type Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import { handlingDecision } from './handling-decision.table.ts';

export type HandlingDecisionRow = typeof handlingDecision.$inferSelect;

export const findDecisions = byKeys((tx, ids) => tx.select().from(handlingDecision).where(among(handlingDecision.id, ids)));

export async function lockDecision(tx: Tx, id: string): Promise<HandlingDecisionRow | undefined> {
  const [row] = await tx.select().from(handlingDecision).where(eq(handlingDecision.id, id)).for('update');
  return row;
}

export async function insertDecision(tx: Tx, row: HandlingDecisionRow): Promise<void> {
  await tx.insert(handlingDecision).values(row).onConflictDoNothing();
  recordChange(tx, { entity: 'HandlingDecision', entityId: row.id, before: null, after: { state: row.state, kind: row.kind, dueDate: row.dueDate } });
}

export async function changeDecision(tx: Tx, before: HandlingDecisionRow, change: Partial<HandlingDecisionRow>): Promise<void> {
  await tx.update(handlingDecision).set(change).where(and(eq(handlingDecision.region, before.region), eq(handlingDecision.id, before.id)));
  recordChange(tx, { entity: 'HandlingDecision', entityId: before.id, before: { state: before.state }, after: change });
}

export interface DecisionCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly taskNumber?: string | null | undefined;
}

const matching = ({ divisionCode, taskNumber }: DecisionCriteria): SQL | undefined => and(
  eq(handlingDecision.state, 'PUBLISHED'),
  divisionCode == null ? undefined : withinDivision(handlingDecision.divisionCode, divisionCode),
  taskNumber == null ? undefined : eq(handlingDecision.taskNumber, taskNumber),
);

/** What is public, newest first. */
export function listPublicDecisions(tx: Tx, criteria: DecisionCriteria, { first, after }: Page): Promise<HandlingDecisionRow[]> {
  const beyond = after?.[1] === undefined ? undefined : sql`(${handlingDecision.publishedAt}, ${handlingDecision.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  return tx.select().from(handlingDecision).where(and(matching(criteria), beyond)).orderBy(desc(handlingDecision.publishedAt), desc(handlingDecision.id)).limit(first + 1);
}

export const countPublicDecisions = (tx: Tx, criteria: DecisionCriteria): Promise<number> => tx.$count(handlingDecision, matching(criteria));

/** Those that the row policies show; `overdueOn` keeps the ones past their day and not public. */
export const listDecisions = (tx: Tx, overdueOn: Day | null, { first, after }: Page): Promise<HandlingDecisionRow[]> =>
  tx.select().from(handlingDecision).where(and(
    overdueOn === null ? undefined : and(ne(handlingDecision.state, 'PUBLISHED'), isNotNull(handlingDecision.dueDate), lt(handlingDecision.dueDate, overdueOn)),
    after?.[0] === undefined ? undefined : gt(handlingDecision.id, after[0]),
  )).orderBy(asc(handlingDecision.id)).limit(first + 1);
