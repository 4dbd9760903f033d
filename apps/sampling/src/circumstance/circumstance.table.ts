import { jsonb, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

export interface DrawnCircumstance {
  readonly dimension: 'TIME' | 'CONTENT' | 'MODE' | 'REGION';
  readonly option: string;
}

/** Where chance entered a task whose objects or inspectors could not be drawn; or the reason why not even there. SY art.14(1). */
export const circumstances = sampling.table('circumstances', {
  id: uuid('id').primaryKey(),
  taskId: uuid('task_id').notNull(),
  drawn: jsonb('drawn').$type<DrawnCircumstance[]>().notNull(),
  reason: text('reason'),
  /** The canonical lines of the options, so that the draw can be run again. */
  frame: text('frame'),
  certificate: text('certificate'),
  certificateHash: text('certificate_hash'),
  recordedBy: text('recorded_by').notNull(),
  recordedAt: instant('recorded_at').notNull(),
}, (table) => [unique('circumstances_once').on(table.taskId)]);
