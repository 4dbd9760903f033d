import { and, arrayContains, asc, eq } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { afterDivisionAndId, countAll, withinDivision } from '../division-scope.store.ts';
import { expert } from './expert.table.ts';

export type ExpertRow = typeof expert.$inferSelect;

export interface ExpertCriteria {
  readonly kind?: string | null | undefined;
  readonly specialty?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly active?: boolean | null | undefined;
}

const matching = ({ kind, specialty, divisionCode, departmentId, active }: ExpertCriteria) => and(
  kind == null ? undefined : eq(expert.kind, kind),
  specialty == null ? undefined : arrayContains(expert.specialties, [specialty]),
  divisionCode == null ? undefined : withinDivision(expert.divisionCode, divisionCode),
  departmentId == null ? undefined : eq(expert.departmentId, departmentId),
  active == null ? undefined : eq(expert.active, active),
);

export const findExperts = byKeys((tx, ids) => tx.select().from(expert).where(among(expert.id, ids)));

export const listExperts = (tx: Tx, criteria: ExpertCriteria, page: Page): Promise<ExpertRow[]> =>
  tx.select().from(expert).where(and(matching(criteria), afterDivisionAndId(expert.divisionCode, expert.id, page)))
    .orderBy(asc(expert.divisionCode), asc(expert.id)).limit(page.first + 1);

export async function countExperts(tx: Tx, criteria: ExpertCriteria): Promise<number> {
  const [row] = await tx.select(countAll).from(expert).where(matching(criteria));
  return row?.total ?? 0;
}

export async function putExpert(tx: Tx, row: ExpertRow): Promise<void> {
  await tx.insert(expert).values(row).onConflictDoUpdate({ target: expert.id, set: row });
}
