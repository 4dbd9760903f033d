import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '@sortition/service-kit';
import { withinDivision } from '../division-scope.store.ts';
import { guide } from '../guide/guide.table.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { inspectionObject } from '../inspection-object/inspection-object.table.ts';
import { inspector } from '../inspector/inspector.table.ts';
import { planReport } from '../joint-list/plan-report.table.ts';
import { ruleDocument } from '../rule-document/rule-document.table.ts';
import { itemList } from '../item-list/item-list.table.ts';

/** Which of the codes the division's directory has. */
export async function codesInDirectory(tx: Tx, divisionCode: string, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const rows = await tx.select({ key: inspectionObject.identityKey }).from(inspectionObject)
    .where(and(inArray(inspectionObject.identityKey, [...codes]), withinDivision(inspectionObject.divisionCode, divisionCode)));
  return new Set(rows.map(({ key }) => key));
}

export interface QualityCounts {
  readonly entries: number;
  readonly active: number;
  readonly incomplete: number;
  readonly oldNumbers: number;
  readonly withoutOwner: number;
}

export async function qualityCounts(tx: Tx, divisionCode: string): Promise<QualityCounts> {
  const [row] = await tx.select({
    entries: sql<number>`count(*)::int`,
    active: sql<number>`count(*) filter (where ${inspectionObject.state} = 'ACTIVE')::int`,
    incomplete: sql<number>`count(*) filter (where ${inspectionObject.missingFields} <> '{}')::int`,
    oldNumbers: sql<number>`count(*) filter (where ${inspectionObject.registrationNumber} is not null and ${inspectionObject.uscc} is null)::int`,
    withoutOwner: sql<number>`count(*) filter (where ${inspectionObject.ownerDepartmentId} is null)::int`,
  }).from(inspectionObject).where(withinDivision(inspectionObject.divisionCode, divisionCode));
  return row ?? { entries: 0, active: 0, incomplete: 0, oldNumbers: 0, withoutOwner: 0 };
}

const MOST_SHOWN = 50;

/** Entries that lack a field, differ from their source, or whose licence has run out. SY art.11. */
export const deficientEntries = (tx: Tx, divisionCode: string, today: string): Promise<ObjectRow[]> =>
  tx.select().from(inspectionObject).where(and(
    withinDivision(inspectionObject.divisionCode, divisionCode),
    or(sql`${inspectionObject.missingFields} <> '{}'`, eq(inspectionObject.state, 'SUSPECT'), sql`${inspectionObject.details} ->> 'validUntil' < ${today}`),
  )).orderBy(asc(inspectionObject.divisionCode), asc(inspectionObject.id)).limit(MOST_SHOWN);

export const missingCounts = (tx: Tx, divisionCode: string): Promise<{ field: string; entries: number }[]> =>
  tx.select({ field: sql<string>`field`, entries: sql<number>`count(*)::int` }).from(inspectionObject)
    .innerJoin(sql`lateral unnest(${inspectionObject.missingFields}) as missing (field)`, sql`true`)
    .where(withinDivision(inspectionObject.divisionCode, divisionCode)).groupBy(sql`field`).orderBy(sql`field`);

/** Which of its assets a department has. */
export async function assetsOf(tx: Tx, departmentId: string): Promise<Readonly<Record<string, boolean>>> {
  const some = async (rows: Promise<readonly unknown[]>): Promise<boolean> => (await rows).length > 0;
  return {
    ITEM_LIST: await some(tx.select({ id: itemList.id }).from(itemList).where(and(eq(itemList.departmentId, departmentId), eq(itemList.state, 'PUBLISHED'))).limit(1)),
    OBJECT_DIRECTORY: await some(tx.select({ id: inspectionObject.id }).from(inspectionObject).where(and(eq(inspectionObject.ownerDepartmentId, departmentId), eq(inspectionObject.state, 'ACTIVE'))).limit(1)),
    INSPECTOR_DIRECTORY: await some(tx.select({ id: inspector.id }).from(inspector).where(and(eq(inspector.departmentId, departmentId), eq(inspector.state, 'CONFIRMED'))).limit(1)),
    GUIDE: await some(tx.select({ id: guide.id }).from(guide).where(and(eq(guide.departmentId, departmentId), eq(guide.state, 'PUBLISHED'))).limit(1)),
    DETAILED_RULES: await some(tx.select({ id: ruleDocument.id }).from(ruleDocument).where(and(eq(ruleDocument.departmentId, departmentId), eq(ruleDocument.kind, 'DETAILED_RULES'), eq(ruleDocument.state, 'IN_FORCE'))).limit(1)),
    ANNUAL_PLAN: await some(tx.select({ id: planReport.planId }).from(planReport).where(eq(planReport.departmentId, departmentId)).limit(1)),
  };
}
