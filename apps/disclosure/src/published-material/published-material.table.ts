import { boolean, index, text, uuid } from 'drizzle-orm/pg-core';
import { disclosure, instant } from '../disclosure.table.ts';

/** Material of the dossier that a department makes public beside a result; what is confidential only with the consent of whom it concerns. SY art.15. */
export const publishedMaterial = disclosure.table('published_material', {
  id: uuid('id').primaryKey(),
  publicationId: uuid('publication_id').notNull(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  /** Financial data or trade secrets of an enterprise. */
  confidential: boolean('confidential').notNull(),
  consentReference: text('consent_reference'),
  publishedBy: text('published_by').notNull(),
  publishedAt: instant('published_at').notNull(),
}, (table) => [index('published_material_by_publication').on(table.publicationId, table.id)]);
