import { bigint, char, date, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, registry } from '../registry.table.ts';

/** Classes as the classification system gave them, whether or not the directory has the enterprise. GENERAL is the general one, every other scheme an industry's. */
export const creditRiskClass = registry.table('credit_risk_class', {
  profile: text('profile').notNull(),
  uscc: char('uscc', { length: 18 }).notNull(),
  scheme: text('scheme').notNull(),
  riskClass: text('risk_class').notNull(),
  classifiedOn: date('classified_on', { mode: 'string' }).notNull(),
  source: text('source').notNull(),
  pushId: uuid('push_id'),
  receivedAt: instant('received_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.profile, table.uscc, table.scheme] }),
  index('credit_risk_class_by_uscc').on(table.uscc),
]);

/** 全量推送: a push of all general classes, page by page; it counts once its pages add up to its total. */
export const creditRiskPush = registry.table('credit_risk_push', {
  id: uuid('id').primaryKey(),
  profile: text('profile').notNull(),
  source: text('source').notNull(),
  received: bigint('received', { mode: 'number' }).notNull(),
  completedAt: instant('completed_at'),
}, (table) => [index('credit_risk_push_by_profile').on(table.profile, table.completedAt)]);
