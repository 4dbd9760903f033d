import { boolean, date, foreignKey, index, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

/** What a dossier holds, each with the hash of its content. */
export interface DossierEntry {
  readonly kind: 'RECORD_FORM' | 'NOTICE' | 'SIGNATURE' | 'EVIDENCE' | 'EXPERT_OPINION' | 'RESULT' | 'FOLLOW_UP' | 'THIRD_PARTY_REPORT' | 'SCAN';
  readonly id: string;
  readonly sha256: string;
}

export const dossier = inspectionSchema.table('dossier', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  number: text('number').notNull(),
  kind: text('kind').notNull(),
  entries: jsonb('entries').$type<readonly DossierEntry[]>().notNull(),
  manifestHash: text('manifest_hash').notNull(),
  custodianId: uuid('custodian_id').notNull(),
  /** By the rule that the custodian had when it was archived; null while it has set none. */
  retentionUntil: date('retention_until', { mode: 'string' }),
  late: boolean('late').notNull(),
  archivedAt: instant('archived_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  unique('dossier_once').on(table.region, table.inspectionId),
  index('dossier_by_id').on(table.id),
  index('dossier_by_inspection').on(table.inspectionId),
  foreignKey({ name: 'dossier_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
