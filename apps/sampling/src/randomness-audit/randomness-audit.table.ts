import { boolean, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { instant, sampling } from '../sampling.table.ts';

/** What the self-audits of randomness found. A report is only ever added: an earlier alarm stays in public. */
export const randomnessAudit = sampling.table('randomness_audit', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull(),
  draws: integer('draws').notNull(),
  passed: boolean('passed').notNull(),
  /** The report as JSON text; its hash, which goes into the public log, is taken over exactly these bytes. */
  report: text('report').notNull(),
  reportHash: text('report_hash').notNull(),
}, (table) => [index('randomness_audit_by_time').on(table.at, table.id)]);
