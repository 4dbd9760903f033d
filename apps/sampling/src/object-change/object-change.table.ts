import { index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export const objectChange = sampling.table('object_change', {
  id: uuid('id').primaryKey(),
  drawId: uuid('draw_id').notNull(),
  state: text('state', { enum: ['REQUESTED', 'APPROVED', 'REJECTED', 'APPLIED'] }).notNull(),
  removeObjectIds: uuid('remove_object_ids').array().notNull(),
  addCount: integer('add_count').notNull(),
  addedObjectIds: uuid('added_object_ids').array().notNull(),
  reason: text('reason').notNull(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: instant('requested_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  opinion: text('opinion'),
}, (table) => [index('object_change_by_draw').on(table.drawId)]);
