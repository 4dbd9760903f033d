import { boolean, check, foreignKey, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

export const RESULT_STATES = ['OPEN', 'ENTERED', 'RETURNED', 'FORMED', 'FINAL'] as const;
export type ResultState = (typeof RESULT_STATES)[number];

export const result = inspectionSchema.table('result', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  state: text('state', { enum: RESULT_STATES }).notNull(),
  code: text('code'),
  label: text('label'),
  problemFound: boolean('problem_found'),
  version: integer('version').notNull(),
  /** 2 once the state after the correction was entered. GA art.32(2). */
  entry: integer('entry').notNull().default(1),
  direct: boolean('direct').notNull(),
  enteredById: uuid('entered_by_id'),
  enteredBySubject: text('entered_by_subject'),
  enteredAt: instant('entered_at'),
  formedAt: instant('formed_at'),
  recheckedBySubject: text('rechecked_by_subject'),
  recheckComment: text('recheck_comment'),
  publicationState: text('publication_state'),
  finalAt: instant('final_at'),
  late: boolean('late').notNull().default(false),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('result_once').on(table.region, table.inspectionId, table.departmentId),
  index('result_by_id').on(table.id),
  index('result_by_inspection').on(table.inspectionId),
  check('result_state', sql`state in ('OPEN', 'ENTERED', 'RETURNED', 'FORMED', 'FINAL')`),
  foreignKey({ name: 'result_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);

export const resultItem = inspectionSchema.table('result_item', {
  region: region(),
  resultId: uuid('result_id').notNull(),
  itemId: uuid('item_id').notNull(),
  name: text('name').notNull(),
  code: text('code').notNull(),
  label: text('label').notNull(),
  problemFound: boolean('problem_found').notNull(),
  correctionKind: text('correction_kind'),
  correctionNote: text('correction_note'),
  decisionReference: text('decision_reference'),
  note: text('note'),
}, (table) => [
  primaryKey({ columns: [table.region, table.resultId, table.itemId] }),
  index('result_item_by_result').on(table.resultId),
  foreignKey({ name: 'result_item_of_result', columns: [table.region, table.resultId], foreignColumns: [result.region, result.id] }),
]);

/** First and second entry of a result, as they were entered. GA art.32(2). */
export const resultEntry = inspectionSchema.table('result_entry', {
  region: region(),
  resultId: uuid('result_id').notNull(),
  entry: integer('entry').notNull(),
  code: text('code').notNull(),
  label: text('label').notNull(),
  problemFound: boolean('problem_found').notNull(),
  items: jsonb('items').$type<readonly { readonly itemId: string; readonly code: string; readonly label: string; readonly note: string | null }[]>().notNull(),
  enteredById: uuid('entered_by_id').notNull(),
  enteredAt: instant('entered_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.resultId, table.entry] }),
  index('result_entry_by_result').on(table.resultId),
  foreignKey({ name: 'result_entry_of_result', columns: [table.region, table.resultId], foreignColumns: [result.region, result.id] }),
]);
