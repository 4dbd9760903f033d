import { and, asc, eq, gt } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { countAll } from '../division-scope.store.ts';
import { keySupervisionItem } from './key-supervision.table.ts';

export type KeySupervisionItemRow = typeof keySupervisionItem.$inferSelect;

export interface KeySupervisionCriteria {
  readonly departmentId?: string | null | undefined;
  readonly list?: string | null | undefined;
  readonly profile?: string | null | undefined;
  readonly active?: boolean | null | undefined;
}

const matching = ({ departmentId, list, profile, active }: KeySupervisionCriteria) => and(
  departmentId == null ? undefined : eq(keySupervisionItem.departmentId, departmentId),
  list == null ? undefined : eq(keySupervisionItem.list, list),
  profile == null ? undefined : eq(keySupervisionItem.profile, profile),
  active == null ? undefined : eq(keySupervisionItem.active, active),
);

export const findKeyItems = byKeys((tx, ids) => tx.select().from(keySupervisionItem).where(among(keySupervisionItem.id, ids)));

export const listKeyItems = (tx: Tx, criteria: KeySupervisionCriteria, { first, after }: Page): Promise<KeySupervisionItemRow[]> =>
  tx.select().from(keySupervisionItem).where(and(matching(criteria), after?.[0] === undefined ? undefined : gt(keySupervisionItem.id, after[0])))
    .orderBy(asc(keySupervisionItem.id)).limit(first + 1);

export async function countKeyItems(tx: Tx, criteria: KeySupervisionCriteria): Promise<number> {
  const [row] = await tx.select(countAll).from(keySupervisionItem).where(matching(criteria));
  return row?.total ?? 0;
}

export async function putKeyItem(tx: Tx, row: KeySupervisionItemRow): Promise<void> {
  await tx.insert(keySupervisionItem).values(row).onConflictDoUpdate({ target: keySupervisionItem.id, set: row });
}
