import { date, foreignKey, index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { inspectionSchema, instant, region } from '../inspection.table.ts';
import { inspection } from '../visit/visit.table.ts';

/** How a department keeps its dossiers, and for how long: its own decision (CC art.24). */
export const archiveRule = inspectionSchema.table('archive_rule', {
  departmentId: uuid('department_id').primaryKey(),
  retentionYears: integer('retention_years').notNull(),
  method: text('method').notNull(),
  setAt: instant('set_at').notNull(),
});

/** A piece of paper that belongs to the dossier; archived only once it is scanned (SY art.15). */
export const paperMaterial = inspectionSchema.table('paper_material', {
  region: region(),
  id: uuid('id').notNull(),
  inspectionId: uuid('inspection_id').notNull(),
  name: text('name').notNull(),
  scanSha256: text('scan_sha256'),
  scannedOn: date('scanned_on', { mode: 'string' }),
  listedById: uuid('listed_by_id').notNull(),
  listedAt: instant('listed_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.region, table.id] }),
  index('paper_material_by_id').on(table.id),
  index('paper_material_by_inspection').on(table.inspectionId, table.id),
  foreignKey({ name: 'paper_material_of_inspection', columns: [table.region, table.inspectionId], foreignColumns: [inspection.region, inspection.id] }),
]);
