import { date, index, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, planning } from '../planning.table.ts';

/** That a problem came to light, and nothing about whom. */
export const problemSignal = planning.table('problem_signal', {
  source: text('source', { enum: ['MONITORING', 'COMPLAINTS'] }).notNull(),
  externalId: text('external_id').notNull(),
  field: text('field').notNull(),
  divisionCode: text('division_code').notNull(),
  occurredOn: date('occurred_on').notNull(),
  importedAt: instant('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
}, (table) => [primaryKey({ columns: [table.source, table.externalId] }), index('problem_signal_by_field').on(table.field, table.divisionCode, table.occurredOn)]);
