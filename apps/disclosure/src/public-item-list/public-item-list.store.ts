import { and, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Page, Tx } from '@sortition/service-kit';
import { withinDivision } from '../division/division.store.ts';
import { publicItemList } from './public-item-list.table.ts';

export type PublicItemListRow = typeof publicItemList.$inferSelect;

export interface PublicItemListCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly joint?: boolean | null | undefined;
  readonly superseded?: boolean | null | undefined;
}

const matching = ({ divisionCode, joint, superseded }: PublicItemListCriteria): SQL | undefined => and(
  isNotNull(publicItemList.visibleAt),
  superseded === true ? undefined : isNull(publicItemList.supersededAt),
  divisionCode == null ? undefined : withinDivision(publicItemList.divisionCode, divisionCode),
  joint == null ? undefined : eq(publicItemList.joint, joint),
);

export function listPublicItemLists(tx: Tx, criteria: PublicItemListCriteria, { first, after }: Page): Promise<PublicItemListRow[]> {
  const beyond = after?.[1] === undefined ? undefined : sql`(${publicItemList.publishedOn}, ${publicItemList.id}) < (${after[0]}::date, ${after[1]}::uuid)`;
  return tx.select().from(publicItemList).where(and(matching(criteria), beyond)).orderBy(desc(publicItemList.publishedOn), desc(publicItemList.id)).limit(first + 1);
}

export const countPublicItemLists = (tx: Tx, criteria: PublicItemListCriteria): Promise<number> => tx.$count(publicItemList, matching(criteria));

/** The allow-list of a list version; nobody reads it before its channels have it. */
export async function prepareItemList(tx: Tx, told: EventPayload<'ItemListPublished'>): Promise<PublicItemListRow> {
  const row: PublicItemListRow = {
    id: told.listId, lineageId: told.lineageId, version: told.version, name: told.name, joint: told.joint, level: told.level, divisionCode: told.divisionCode,
    publishedOn: told.publishedOn, supersedesId: told.supersedesId, profile: told.profile, visibleAt: null, supersededAt: null,
    items: told.items.map(({ itemId, name, field, itemClass, objectType, modes, legalBasis, leadDepartmentId, participatingDepartmentIds }) =>
      ({ itemId, name, field, itemClass, objectType, modes, legalBasis, leadDepartmentId, participatingDepartmentIds })),
  };
  await tx.insert(publicItemList).values(row).onConflictDoNothing();
  return row;
}

export async function findItemList(tx: Tx, id: string): Promise<PublicItemListRow | undefined> {
  const [row] = await tx.select().from(publicItemList).where(eq(publicItemList.id, id));
  return row;
}

/** Shows a version and marks those before it as superseded. */
export async function showItemList(tx: Tx, { id, lineageId, version }: PublicItemListRow, at: Date): Promise<void> {
  await tx.update(publicItemList).set({ visibleAt: at }).where(eq(publicItemList.id, id));
  await tx.update(publicItemList).set({ supersededAt: at }).where(and(eq(publicItemList.lineageId, lineageId), sql`${publicItemList.version} < ${version}`, isNull(publicItemList.supersededAt)));
}
