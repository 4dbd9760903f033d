import { text, uuid } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';

export const GROUP_KINDS = ['CAMPAIGN', 'STANDING_GROUP'] as const;

/** Departments that inspect together. Who is in it is no secret among the staff. */
export const departmentGroup = planning.table('department_group', {
  id: uuid('id').primaryKey(),
  kind: text('kind', { enum: GROUP_KINDS }).notNull(),
  name: text('name').notNull(),
  leadDepartmentId: uuid('lead_department_id').notNull(),
  memberIds: uuid('member_ids').array().notNull(),
  itemIds: uuid('item_ids').array().notNull(),
  savedAt: instant('saved_at').notNull(),
  savedBy: text('saved_by').notNull(),
});
