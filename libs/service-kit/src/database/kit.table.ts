import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, integer, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const kit = pgSchema('kit');

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const event = kit.table('event', {
  tx: xid8('tx').notNull().default(sql`pg_current_xact_id()`),
  seq: bigint('seq', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
  id: uuid('id').notNull(),
  type: text('type').notNull(),
  version: integer('version').notNull(),
  payload: jsonb('payload').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  actor: text('actor').notNull(),
  trace: text('trace').notNull(),
}, (table) => [primaryKey({ columns: [table.tx, table.seq] })]);

export const consumerCursor = kit.table('consumer_cursor', {
  source: text('source').primaryKey(),
  tx: xid8('tx').notNull(),
  seq: bigint('seq', { mode: 'bigint' }).notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const idempotency = kit.table('idempotency', {
  subject: text('subject').notNull(),
  operation: text('operation').notNull(),
  key: text('key').notNull(),
  inputHash: text('input_hash').notNull(),
  answer: jsonb('answer'),
  createdAt: instant('created_at').notNull(),
}, (table) => [primaryKey({ columns: [table.subject, table.operation, table.key] })]);

export const auditEntry = kit.table('audit_entry', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  entity: text('entity').notNull(),
  entityId: text('entity_id').notNull(),
  action: text('action').notNull(),
  actor: text('actor').notNull(),
  department: text('department'),
  at: instant('at').notNull(),
  before: jsonb('before'),
  after: jsonb('after'),
  hash: text('hash').notNull(),
});

export const auditHead = kit.table('audit_head', {
  single: boolean('single').primaryKey().default(true),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});
