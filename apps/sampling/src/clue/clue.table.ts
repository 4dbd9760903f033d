import { date, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export const CLUE_KINDS = ['COMPLAINT', 'PUBLIC_OPINION', 'ASSIGNED_MATTER', 'CASE_FILING', 'DATA_MONITORING'] as const;
export type ClueKind = (typeof CLUE_KINDS)[number];

/** What somebody told of an object: its source's number, and no person. Grows with the country, so by division first. */
export const clue = sampling.table('clue', {
  divisionCode: text('division_code').notNull(),
  id: uuid('id').notNull(),
  objectId: uuid('object_id').notNull(),
  kind: text('kind', { enum: CLUE_KINDS }).notNull(),
  reference: text('reference').notNull(),
  receivedOn: date('received_on', { mode: 'string' }).notNull(),
  /** A task without lot that rests on this clue. */
  taskId: uuid('task_id'),
  departmentId: uuid('department_id').notNull(),
  /** The department that is to handle it, and what it did. SAMR 3.2. */
  distributedToId: uuid('distributed_to_id'),
  distributedAt: instant('distributed_at'),
  handledAt: instant('handled_at'),
  outcome: text('outcome'),
  registeredBy: text('registered_by').notNull(),
  registeredAt: instant('registered_at').notNull(),
  /** When the object was inspected on its account; from then on it directs no further draw. */
  settledAt: instant('settled_at'),
}, (table) => [
  primaryKey({ columns: [table.divisionCode, table.id] }),
  index('clue_by_id').on(table.id), index('clue_by_object').on(table.objectId), index('clue_by_department').on(table.departmentId, table.id), index('clue_by_receiver').on(table.distributedToId, table.id),
]);
