import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, division, instant } from '../disclosure.table.ts';
import type { FormedResult } from '../publication/publication.table.ts';

/** A change of a published result that somebody asked for (更正). What it would replace stays with it. CQ 8.8.2. */
export const correction = disclosure.table('correction', {
  region: division('region').notNull(),
  id: uuid('id').notNull(),
  publicationId: uuid('publication_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  state: text('state', { enum: ['REQUESTED', 'APPROVED', 'REJECTED', 'PUBLISHED'] }).notNull(),
  ground: text('ground').notNull(),
  reason: text('reason').notNull(),
  evidence: text('evidence'),
  before: jsonb('before').$type<FormedResult>().notNull(),
  after: jsonb('after').$type<FormedResult>().notNull(),
  requestedBy: text('requested_by').notNull(),
  requestedAt: instant('requested_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  decisionReason: text('decision_reason'),
  signature: text('signature'),
  /** Revision with which it went to the channels. */
  revision: integer('revision'),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  check('correction_state', sql`${table.state} in ('REQUESTED', 'APPROVED', 'REJECTED', 'PUBLISHED')`),
  index('correction_by_id').on(table.id),
  index('correction_by_publication').on(table.publicationId, table.id),
  index('correction_by_department').on(table.departmentId, table.state, table.id),
]);
