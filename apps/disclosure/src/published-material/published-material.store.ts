import { asc } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { publishedMaterial } from './published-material.table.ts';

export type PublishedMaterialRow = typeof publishedMaterial.$inferSelect;

export const insertMaterial = (tx: Tx, row: PublishedMaterialRow): Promise<unknown> => tx.insert(publishedMaterial).values(row);

export const materialsOfPublications = byKeys((tx, publicationIds) => tx.select().from(publishedMaterial).where(among(publishedMaterial.publicationId, publicationIds)).orderBy(asc(publishedMaterial.id)));
