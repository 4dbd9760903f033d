import { and, asc, desc, eq, inArray, max } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { inspectionItem } from '../inspection-item/inspection-item.table.ts';
import { ruleDocument, taskOfItems } from './rule-document.table.ts';

export type RuleDocumentRow = typeof ruleDocument.$inferSelect;

export const findDocuments = byKeys((tx, ids) => tx.select().from(ruleDocument).where(among(ruleDocument.id, ids)));

const MOST = 200;

/** Documents in force under a jurisdiction's rules. */
export const documentsInForce = byKeys((tx, profiles) =>
  tx.select().from(ruleDocument).where(and(among(ruleDocument.profile, profiles), eq(ruleDocument.state, 'IN_FORCE'))).orderBy(asc(ruleDocument.kind), asc(ruleDocument.field), asc(ruleDocument.id)).limit(MOST));

export interface DocumentKey {
  readonly departmentId: string;
  readonly kind: string;
  readonly field: string;
}

const sameDocument = ({ departmentId, kind, field }: DocumentKey) => and(eq(ruleDocument.departmentId, departmentId), eq(ruleDocument.kind, kind), eq(ruleDocument.field, field));

export async function newestDocumentVersion(tx: Tx, key: DocumentKey): Promise<number> {
  const [row] = await tx.select({ version: max(ruleDocument.version) }).from(ruleDocument).where(sameDocument(key));
  return row?.version ?? 0;
}

export async function documentInForce(tx: Tx, key: DocumentKey): Promise<RuleDocumentRow | undefined> {
  const [row] = await tx.select().from(ruleDocument).where(and(sameDocument(key), eq(ruleDocument.state, 'IN_FORCE')));
  return row;
}

export async function putDocument(tx: Tx, row: RuleDocumentRow): Promise<void> {
  await tx.insert(ruleDocument).values(row).onConflictDoUpdate({ target: ruleDocument.id, set: row });
}

/** A task exists: what of it decides which rules it follows. */
export async function keepTask(tx: Tx, { taskId, profile, items }: EventPayload<'TaskCreated'>): Promise<void> {
  await tx.insert(taskOfItems).values({ taskId, profile, itemIds: items.map(({ itemId }) => itemId) }).onConflictDoNothing();
}

export interface RuleOfTask {
  readonly taskId: string;
  readonly document: RuleDocumentRow;
}

/** For each task the work rules in force for the field of its items, else those for all fields. CQ 6.1. */
export async function rulesOfTasks(tx: Tx, taskIds: readonly string[]): Promise<RuleOfTask[]> {
  const tasks = await tx.select().from(taskOfItems).where(among(taskOfItems.taskId, taskIds));
  const items = await tx.select({ id: inspectionItem.id, field: inspectionItem.field }).from(inspectionItem).where(among(inspectionItem.id, tasks.flatMap(({ itemIds }) => itemIds)));
  const documents = await tx.select().from(ruleDocument)
    .where(and(inArray(ruleDocument.profile, [...new Set(tasks.map(({ profile }) => profile)), '']), eq(ruleDocument.kind, 'WORK_RULES'), eq(ruleDocument.state, 'IN_FORCE'))).orderBy(desc(ruleDocument.inForceOn), asc(ruleDocument.id));
  return tasks.flatMap(({ taskId, profile, itemIds }) => {
    const fields = items.filter(({ id }) => itemIds.includes(id)).map(({ field }) => field ?? '');
    const fitting = documents.filter((document) => document.profile === profile);
    const document = fitting.find(({ field }) => field !== '' && fields.includes(field)) ?? fitting.find(({ field }) => field === '');
    return document === undefined ? [] : [{ taskId, document }];
  });
}
