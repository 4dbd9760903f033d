import { index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

/** What a department bound itself to, before the intent of a draw named it. */
export const randomnessCommitment = sampling.table('randomness_commitment', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  drawKind: text('draw_kind', { enum: ['OBJECT', 'INSPECTOR'] }).notNull(),
  /** The department whose draw it is for. */
  drawnBy: uuid('drawn_by').notNull(),
  departmentId: uuid('department_id').notNull(),
  commitment: text('commitment').notNull(),
  committedBy: text('committed_by').notNull(),
  committedAt: instant('committed_at').notNull(),
  /** The draw whose intent took it up; null while it waits for one. */
  drawId: uuid('draw_id'),
}, (table) => [unique('randomness_commitment_once').on(table.departmentId, table.commitment), index('randomness_commitment_by_task').on(table.taskId)]);

/** The sources that an intent named, and what each gave: to the letter, as text or hexadecimal. */
export const randomness = sampling.table('randomness', {
  drawId: uuid('draw_id').notNull(),
  source: text('source').notNull(),
  taskId: uuid('task_id').notNull(),
  kind: text('kind', { enum: ['PLATFORM', 'DEPARTMENT', 'BEACON', 'DICE'] }).notNull(),
  commitment: text('commitment'),
  state: text('state', { enum: ['AWAITED', 'WITHHELD', 'GIVEN'] }).notNull(),
  encoding: text('encoding', { enum: ['text', 'hex'] }),
  value: text('value'),
  /** For a department when it has to reveal, for a beacon when its round begins. */
  dueAt: instant('due_at'),
  givenBy: text('given_by'),
  givenAt: instant('given_at'),
  /** Stays when the value comes after all: withholding is not undone by being late. */
  withheldAt: instant('withheld_at'),
}, (table) => [primaryKey({ columns: [table.drawId, table.source] }), index('randomness_by_state').on(table.state, table.dueAt)]);

/** The platform's own value, which its commitment in the intent binds. Nothing reads it but the draw itself. */
export const platformSecret = sampling.table('platform_secret', {
  drawId: uuid('draw_id').primaryKey(),
  value: text('value').notNull(),
});

export interface WitnessRow {
  readonly nameSealed: string;
  readonly role: string;
  readonly organisation: string;
}

/** Digits rolled in public, as they were typed. A recording that two others confirmed counts; the rest stay in the minutes. */
export const ceremony = sampling.table('ceremony', {
  id: uuid('id').primaryKey(),
  drawId: uuid('draw_id').notNull(),
  source: text('source').notNull(),
  number: integer('number').notNull(),
  taskId: uuid('task_id').notNull(),
  digits: text('digits').notNull(),
  place: text('place').notNull(),
  heldAt: instant('held_at').notNull(),
  witnesses: jsonb('witnesses').$type<WitnessRow[]>().notNull(),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull(),
}, (table) => [unique('ceremony_number').on(table.drawId, table.source, table.number)]);

export const ceremonyConfirmation = sampling.table('ceremony_confirmation', {
  ceremonyId: uuid('ceremony_id').notNull(),
  taskId: uuid('task_id').notNull(),
  subject: text('subject').notNull(),
  confirmedAt: instant('confirmed_at').notNull(),
}, (table) => [primaryKey({ columns: [table.ceremonyId, table.subject] })]);
