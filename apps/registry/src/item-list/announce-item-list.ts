import { dayOf } from '@sortition/kernel';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { guidesInForce } from '../guide/guide.store.ts';
import type { InspectionItemRow } from '../inspection-item/inspection-item.store.ts';
import { rulesOf, stampOf } from '../rules-of.ts';
import type { ItemListRow } from './item-list.store.ts';

/** Tells the other services of a list: its channels are to take it, and entries and tasks may use its items. */
export async function announceItemList(tx: Tx, act: Act, list: ItemListRow, items: readonly InspectionItemRow[]): Promise<void> {
  const guides = new Map((await guidesInForce(tx, items.map(({ lineageId }) => lineageId))).map((guide) => [guide.itemLineageId, guide]));
  await appendEvent(tx, act, 'ItemListPublished', {
    listId: list.id, lineageId: list.lineageId, version: list.version, name: list.name, joint: list.joint, level: list.level, divisionCode: list.divisionCode,
    publishedOn: list.publishedOn ?? dayOf(act.now), supersedesId: list.supersedesId,
    items: items.map((item) => ({
      itemId: item.id, lineageId: item.lineageId, family: item.family, name: item.name ?? '', field: item.field ?? '', itemClass: item.itemClass, objectType: item.objectType ?? '',
      modes: item.modes, legalBasis: item.legalBasis ?? '', legalBasisRepealedOn: item.legalBasisRepealedOn, leadDepartmentId: item.leadDepartmentId ?? list.departmentId,
      participatingDepartmentIds: item.participatingDepartmentIds, ratioMax: item.ratioMax, noticeExemption: item.noticeExemption, guideId: guides.get(item.lineageId)?.id ?? null,
      checkPoints: guides.get(item.lineageId)?.checkPoints ?? [],
    })),
    ...stampOf(rulesOf(list.profile)),
  });
}
