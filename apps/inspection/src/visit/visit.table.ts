import { boolean, check, foreignKey, index, integer, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';

export const INSPECTION_STATES = ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE', 'RECORDED', 'SIGNED', 'ENDED', 'DIRECT_ENDED', 'CANCELLED'] as const;
export type InspectionState = (typeof INSPECTION_STATES)[number];

export const inspection = inspectionSchema.table('inspection', {
  region: region(),
  id: uuid('id').notNull(),
  taskId: uuid('task_id').notNull(),
  taskNumber: text('task_number').notNull(),
  objectId: uuid('object_id').notNull(),
  /** 1, or more where a reason was given for another visit. */
  ordinal: integer('ordinal').notNull(),
  secondVisitReason: text('second_visit_reason'),
  teamId: uuid('team_id').notNull(),
  /** Departments of the task: the row policies read it. */
  departmentIds: uuid('department_ids').array().notNull(),
  /** Credit code that an inspectee must speak for to see and sign. */
  inspecteeUscc: text('inspectee_uscc'),
  state: text('state', { enum: INSPECTION_STATES }).notNull(),
  scheduledFor: instant('scheduled_for').notNull(),
  mode: text('mode'),
  /** Why the mode was taken though it is only promoted for such an object. GA art.29. */
  modeNote: text('mode_note'),
  /** An entrusted body inspects under the guidance of a division. SY art.14(2). */
  entrustedBody: text('entrusted_body'),
  guidingDepartmentId: uuid('guiding_department_id'),
  guidance: text('guidance'),
  /** Vehicles, times and other logistics, which are arranged outside of the platform. CC art.29. */
  note: text('note'),
  startedAt: instant('started_at'),
  endedAt: instant('ended_at'),
  direct: boolean('direct').notNull().default(false),
  cancelReason: text('cancel_reason'),
  sealedAt: instant('sealed_at'),
  profile: text('profile').notNull(),
  profileHash: text('profile_hash').notNull(),
  createdAt: instant('created_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('inspection_once').on(table.region, table.taskId, table.objectId, table.ordinal),
  index('inspection_by_id').on(table.id),
  index('inspection_by_task').on(table.taskId, table.id),
  index('inspection_by_object').on(table.objectId, table.id),
  index('inspection_by_team').on(table.teamId, table.objectId),
  index('inspection_by_department').using('gin', table.departmentIds),
  index('inspection_by_state').on(table.region, table.state, table.id),
  check('inspection_state', sql`state in ('SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE', 'RECORDED', 'SIGNED', 'ENDED', 'DIRECT_ENDED', 'CANCELLED')`),
]);

export const inspectionItem = inspectionSchema.table('inspection_item', {
  region: region(),
  inspectionId: uuid('inspection_id').notNull(),
  itemId: uuid('item_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  name: text('name').notNull(),
  assigneeId: uuid('assignee_id'),
}, (table) => [
  primaryKey({ columns: [table.region, table.inspectionId, table.itemId] }),
  index('inspection_item_by_inspection').on(table.inspectionId),
  foreignKey({ name: 'inspection_item_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
