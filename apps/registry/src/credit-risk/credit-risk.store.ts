import { and, asc, desc, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { inspectionObject } from '../inspection-object/inspection-object.table.ts';
import { creditRiskClass, creditRiskPush } from './credit-risk.table.ts';

export type CreditRiskClassRow = typeof creditRiskClass.$inferSelect;
export type CreditRiskPushRow = typeof creditRiskPush.$inferSelect;

export const GENERAL = 'GENERAL';
export const UNCLASSIFIED = 'UNCLASSIFIED';

export const classesOf = byKeys((tx, usccs) =>
  tx.select().from(creditRiskClass).where(among(creditRiskClass.uscc, usccs)).orderBy(asc(creditRiskClass.scheme)));

export async function putClasses(tx: Tx, rows: readonly CreditRiskClassRow[]): Promise<void> {
  const { riskClass, classifiedOn, source, pushId, receivedAt } = creditRiskClass;
  const set = Object.fromEntries(Object.entries({ riskClass, classifiedOn, source, pushId, receivedAt }).map(([field, column]) => [field, sql.raw(`excluded."${column.name}"`)]));
  if (rows.length > 0) await tx.insert(creditRiskClass).values([...rows]).onConflictDoUpdate({ target: [creditRiskClass.profile, creditRiskClass.uscc, creditRiskClass.scheme], set });
}

export async function findPush(tx: Tx, id: string): Promise<CreditRiskPushRow | undefined> {
  const [row] = await tx.select().from(creditRiskPush).where(eq(creditRiskPush.id, id)).for('update');
  return row;
}

export async function putPush(tx: Tx, row: CreditRiskPushRow): Promise<void> {
  await tx.insert(creditRiskPush).values(row).onConflictDoUpdate({ target: creditRiskPush.id, set: row });
}

/** The last whole push of each jurisdiction. */
export const lastPushes = (tx: Tx, profiles: readonly string[]): Promise<CreditRiskPushRow[]> =>
  tx.selectDistinctOn([creditRiskPush.profile]).from(creditRiskPush).where(and(among(creditRiskPush.profile, profiles), isNotNull(creditRiskPush.completedAt)))
    .orderBy(asc(creditRiskPush.profile), desc(creditRiskPush.completedAt));

/** Enterprises that a whole push does not hold any more. */
export const unclassifyOthers = async (tx: Tx, push: CreditRiskPushRow, day: string, now: Date): Promise<string[]> =>
  (await tx.update(creditRiskClass).set({ riskClass: UNCLASSIFIED, classifiedOn: day, source: push.source, receivedAt: now })
    .where(and(eq(creditRiskClass.profile, push.profile), eq(creditRiskClass.scheme, GENERAL), or(isNull(creditRiskClass.pushId), ne(creditRiskClass.pushId, push.id)), ne(creditRiskClass.riskClass, UNCLASSIFIED)))
    .returning({ uscc: creditRiskClass.uscc })).map(({ uscc }) => uscc);

/** Classes of enterprises that the directory does not have. SAMR 2.5. */
export function unmatchedClasses(tx: Tx, profile: string, { first, after }: Page): Promise<CreditRiskClassRow[]> {
  const [uscc, scheme] = after ?? [];
  const beyond = uscc === undefined || scheme === undefined ? undefined : or(gt(creditRiskClass.uscc, uscc), and(eq(creditRiskClass.uscc, uscc), gt(creditRiskClass.scheme, scheme)));
  return tx.select().from(creditRiskClass).where(and(
    eq(creditRiskClass.profile, profile), beyond, sql`not exists (select from ${inspectionObject} where ${inspectionObject.identityKey} = ${creditRiskClass.uscc})`,
  )).orderBy(asc(creditRiskClass.uscc), asc(creditRiskClass.scheme)).limit(first + 1);
}
