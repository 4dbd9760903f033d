import { boolean, check, date, foreignKey, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

export const DEMAND_STATES = ['REGISTERED', 'RESOLVED_ON_SITE', 'TAKEN_BACK', 'ROUTED', 'REPLIED', 'VISITED'] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

/** What an enterprise asked for during a joint visit, and what became of it. GA art.47. */
export const demand = inspectionSchema.table('demand', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  taskId: uuid('task_id').notNull(),
  objectId: uuid('object_id').notNull(),
  /** Departments of the visit: the row policy reads it. */
  departmentIds: uuid('department_ids').array().notNull(),
  text: text('text').notNull(),
  contactSealed: text('contact_sealed').notNull(),
  state: text('state', { enum: DEMAND_STATES }).notNull(),
  /** Who deals with it: the department that registered it, or to which it was routed. */
  departmentId: uuid('department_id').notNull(),
  routedAt: instant('routed_at'),
  /** Number under which the routing is on record. */
  routingReceipt: text('routing_receipt'),
  takenBackAt: instant('taken_back_at'),
  dueOn: date('due_on', { mode: 'string' }),
  answer: text('answer'),
  answeredAt: instant('answered_at'),
  late: boolean('late'),
  satisfaction: integer('satisfaction'),
  visitNote: text('visit_note'),
  visitedAt: instant('visited_at'),
  registeredById: uuid('registered_by_id').notNull(),
  registeredAt: instant('registered_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('demand_by_id').on(table.id),
  index('demand_by_inspection').on(table.inspectionId, table.id),
  index('demand_by_department').on(table.departmentId, table.state, table.id),
  index('demand_due').on(table.dueOn).where(sql`state = 'TAKEN_BACK'`),
  check('demand_state', sql`state in ('REGISTERED', 'RESOLVED_ON_SITE', 'TAKEN_BACK', 'ROUTED', 'REPLIED', 'VISITED')`),
  check('demand_satisfaction', sql`satisfaction between 1 and 5`),
  foreignKey({ name: 'demand_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
