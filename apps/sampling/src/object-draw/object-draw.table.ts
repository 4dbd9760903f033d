import { boolean, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export interface StratumRow {
  readonly key: string;
  readonly population: number;
  /** The sum of the weights of its units. */
  readonly weight: number;
  readonly size: number;
  readonly ratio: string;
  readonly frequency: string | null;
  readonly probability: string;
  readonly rounding: string;
}

/** Tags, regions and levels that a directed draw is limited to; empty lists do not narrow it. */
export interface Narrowing {
  readonly riskLevels: readonly string[];
  readonly creditLevels: readonly string[];
  readonly divisionCodes: readonly string[];
  readonly tags: readonly string[];
  readonly clueKinds: readonly string[];
}

export const objectDraw = sampling.table('object_draw', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  state: text('state', { enum: ['FREEZING', 'PREPARED', 'DRAWING', 'DRAWN', 'IMPORTED', 'FLAGGED', 'CONFIRMED', 'DISPATCHED', 'CHANGED', 'VOID'] }).notNull(),
  attempt: integer('attempt').notNull(),
  mode: text('mode', { enum: ['UNDIRECTED', 'DIRECTED', 'DIRECTED_BY_CLUE'] }).notNull().default('UNDIRECTED'),
  /** The criteria by which a directed draw narrows the population. SY art.12(4). */
  narrowing: jsonb('narrowing').$type<Narrowing>(),
  /** A supplement: the draw whose order it goes on, and the approved change that asked for it. */
  continuesId: uuid('continues_id'),
  changeId: uuid('change_id'),
  /** An imported draw: where it was made, its number there, and the hash of the document that proves it. GA art.7. */
  platform: text('platform'),
  externalNumber: text('external_number'),
  documentHash: text('document_hash'),
  rosterVersion: integer('roster_version').notNull(),
  population: integer('population').notNull(),
  frameRoot: text('frame_root').notNull(),
  /** The fixed intent, as its canonical JSON text: its hash is taken over exactly these bytes. Of an imported draw the record of the import. */
  intent: text('intent').notNull(),
  intentHash: text('intent_hash').notNull(),
  strata: jsonb('strata').$type<StratumRow[]>().notNull(),
  seed: text('seed'),
  certificate: text('certificate'),
  certificateHash: text('certificate_hash'),
  listVersion: integer('list_version').notNull().default(0),
  preparedBy: text('prepared_by').notNull(),
  preparedAt: instant('prepared_at').notNull(),
  drawnBy: text('drawn_by'),
  drawnAt: instant('drawn_at'),
  confirmedAt: instant('confirmed_at'),
  dispatchedAt: instant('dispatched_at'),
  voidReason: text('void_reason'),
  voidRequestedBy: text('void_requested_by'),
  voidedBy: text('voided_by'),
  /** What the check against other tasks gave, before dispatch. GA art.33. */
  integration: text('integration'),
  /** When every visit of the list had ended, and the certificate could be shown. */
  openedAt: instant('opened_at'),
}, (table) => [unique('object_draw_attempt').on(table.taskId, table.attempt), index('object_draw_by_task').on(table.taskId)]);

/** The head of the drawn order: the list itself and the reserve from which an approved change takes the next. */
export const drawnObject = sampling.table('drawn_object', {
  drawId: uuid('draw_id').notNull(),
  objectId: uuid('object_id').notNull(),
  stratum: text('stratum').notNull(),
  order: integer('ord').notNull(),
  ticket: text('ticket').notNull(),
  probability: text('probability').notNull(),
  state: text('state', { enum: ['DRAWN', 'FLAGGED', 'EXCLUDED', 'MERGED', 'REMOVED', 'ADDED', 'RESERVE'] }).notNull(),
  reason: text('reason'),
  /** What the lead is shown beside the object. GA art.34. */
  inspectedThisYear: boolean('inspected_this_year').notNull().default(false),
  pendingTaskIds: uuid('pending_task_ids').array().notNull().default([]),
  /** The other task whose visit it is inspected with. */
  mergedTaskId: uuid('merged_task_id'),
  /** The clue for which it was in the population. SAMR 2.4. */
  clueId: uuid('clue_id'),
  /** The supplement that drew it; null for the draw itself. */
  fromDrawId: uuid('from_draw_id'),
  /** First list version that holds the object, and the first that no longer does; null while in reserve or still listed. */
  sinceVersion: integer('since_version'),
  untilVersion: integer('until_version'),
}, (table) => [primaryKey({ columns: [table.drawId, table.objectId] }), unique('drawn_object_order').on(table.drawId, table.stratum, table.order), index('drawn_object_by_object').on(table.objectId)]);

export const dispatchReceipt = sampling.table('dispatch_receipt', {
  drawId: uuid('draw_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  receivedAt: instant('received_at').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.departmentId] })]);

/** Objects that stay in a population although they were inspected this year, each on a ground of the profile. SAMR 2.5. */
export const repeatOverride = sampling.table('repeat_override', {
  drawId: uuid('draw_id').notNull(),
  objectId: uuid('object_id').notNull(),
  ground: text('ground', { enum: ['LAW_OR_RULE', 'COMPLAINT', 'ASSIGNED_MATTER', 'CASE_FILING'] }).notNull(),
  legalBasis: text('legal_basis'),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull(),
}, (table) => [primaryKey({ columns: [table.drawId, table.objectId] })]);

/** Objects that were inspected or are pending, by year: the repeat rule of the profile reads it. */
export const inspectedObject = sampling.table('inspected_object', {
  objectId: uuid('object_id').notNull(),
  taskId: uuid('task_id').notNull(),
  year: integer('year').notNull(),
  ended: boolean('ended').notNull(),
}, (table) => [primaryKey({ columns: [table.objectId, table.taskId] })]);
