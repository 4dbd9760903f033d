import { boolean, date, index, integer, numeric, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { itemList } from '../item-list/item-list.table.ts';
import { instant, registry } from '../registry.table.ts';

/** What a form asks for may be empty until publication, so most columns may be null. */
export const inspectionItem = registry.table('inspection_item', {
  id: uuid('id').primaryKey(),
  listId: uuid('list_id').notNull().references(() => itemList.id),
  lineageId: uuid('lineage_id').notNull(),
  serialNo: integer('serial_no'),
  field: text('field'),
  name: text('name'),
  itemClass: text('item_class'),
  keyGround: text('key_ground'),
  objectType: text('object_type'),
  inspectingBody: text('inspecting_body'),
  modes: text('modes').array().notNull(),
  legalBasis: text('legal_basis'),
  legalBasisRepealedOn: date('legal_basis_repealed_on', { mode: 'string' }),
  content: text('content'),
  ratioMax: numeric('ratio_max'),
  frequency: text('frequency'),
  joint: boolean('joint').notNull(),
  leadDepartmentId: uuid('lead_department_id'),
  participatingDepartmentIds: uuid('participating_department_ids').array().notNull(),
  selectionGrounds: text('selection_grounds').array().notNull(),
  groupedItemIds: uuid('grouped_item_ids').array().notNull(),
  noticeExemption: text('notice_exemption'),
  locked: boolean('locked').notNull(),
  remark: text('remark'),
  family: text('family'),
  powerDutyCode: text('power_duty_code'),
  internetPlusCode: text('internet_plus_code'),
  guidanceReference: text('guidance_reference'),
  implementationEntryId: uuid('implementation_entry_id'),
  updatedAt: instant('updated_at').notNull(),
}, (table) => [
  uniqueIndex('inspection_item_lineage').on(table.listId, table.lineageId),
  index('inspection_item_by_lineage').on(table.lineageId),
]);

export const itemAgreement = registry.table('item_agreement', {
  itemId: uuid('item_id').notNull().references(() => inspectionItem.id, { onDelete: 'cascade' }),
  departmentId: uuid('department_id').notNull(),
  agreed: boolean('agreed').notNull(),
  reason: text('reason'),
  by: text('by').notNull(),
  at: instant('at').notNull(),
}, (table) => [primaryKey({ columns: [table.itemId, table.departmentId] })]);
