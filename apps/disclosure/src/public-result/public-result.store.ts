import { and, desc, eq, gte, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm';
import { dayOf, type Day } from '@sortition/kernel';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { normalisedName, pairsOf, type PublicReading } from './public-result.rules.ts';
import { publicResult, publicResultVersion } from './public-result.table.ts';

export type PublicResultRow = typeof publicResult.$inferSelect;
export type EarlierVersionRow = typeof publicResultVersion.$inferSelect;

export interface PublicResultCriteria {
  readonly objectId?: string | undefined;
  readonly uscc?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly taskNumber?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly publishedFrom?: Day | null | undefined;
  readonly publishedTo?: Day | null | undefined;
}

const shown = isNull(publicResult.stoppedAt);
const newestFirst = [desc(publicResult.publishedOn), desc(publicResult.publicationId)] as const;

/** Province and city by their own indexes, which keep the order of the list. */
function withinScope(code: string): SQL {
  if (code.endsWith('0000')) return sql`left(${publicResult.divisionCode}, 2) = ${code.slice(0, 2)}`;
  if (code.endsWith('00')) return sql`left(${publicResult.divisionCode}, 4) = ${code.slice(0, 4)}`;
  return eq(publicResult.divisionCode, code);
}

const byNumber = (number: string): SQL => (number.length === 9 ? eq(publicResult.organisationCode, number) : eq(publicResult.uscc, number));

/** The pairs find candidates by index; the name itself decides. Not `like`: its estimate would hide from the planner how common a part is. */
const byName = (name: string): SQL => sql`${publicResult.namePairs} @> ${sql.param(pairsOf(name), publicResult.namePairs)} and strpos(${publicResult.nameNormalised}, ${normalisedName(name)}) > 0`;

const matching = (criteria: PublicResultCriteria): SQL | undefined => and(
  shown,
  criteria.objectId === undefined ? undefined : eq(publicResult.objectId, criteria.objectId),
  criteria.uscc == null ? undefined : byNumber(criteria.uscc),
  criteria.name == null ? undefined : byName(criteria.name),
  criteria.divisionCode == null ? undefined : withinScope(criteria.divisionCode),
  criteria.taskNumber == null ? undefined : eq(publicResult.taskNumber, criteria.taskNumber),
  criteria.code == null ? undefined : eq(publicResult.code, criteria.code),
  criteria.publishedFrom == null ? undefined : gte(publicResult.publishedOn, criteria.publishedFrom),
  criteria.publishedTo == null ? undefined : lte(publicResult.publishedOn, criteria.publishedTo),
);

const beyond = ({ after }: Page): SQL | undefined => (after?.[0] === undefined || after[1] === undefined ? undefined : sql`(${publicResult.publishedOn}, ${publicResult.publicationId}) < (${after[0]}::date, ${after[1]}::uuid)`);

export const listPublicResults = (tx: Tx, criteria: PublicResultCriteria, page: Page): Promise<PublicResultRow[]> =>
  tx.select().from(publicResult).where(and(matching(criteria), beyond(page))).orderBy(...newestFirst).limit(page.first + 1);

/** Counts as far as counting is cheap; null says that there are more. */
export async function countPublicResults(tx: Tx, criteria: PublicResultCriteria, most: number): Promise<number | null> {
  const some = tx.select({ one: sql`1`.as('one') }).from(publicResult).where(matching(criteria)).limit(most + 1).as('some');
  const counted = await tx.$count(some);
  return counted > most ? null : counted;
}

export interface CountOfObject {
  readonly objectId: string;
  readonly count: number | null;
}

/** The same for each of several objects. */
export async function countPublicResultsByObject(tx: Tx, objectIds: readonly string[], most: number): Promise<CountOfObject[]> {
  const counted = sql`select asked.id as "objectId", (select count(*) from (select from ${publicResult} where ${and(shown, sql`${publicResult.objectId} = asked.id`)} limit ${most + 1}) found)::int as count
    from unnest(${sql.param([...objectIds])}::uuid[]) asked(id)`;
  const { rows } = await tx.execute<{ objectId: string; count: number }>(counted);
  return rows.map(({ objectId, count }) => ({ objectId, count: count > most ? null : count }));
}

export const findPublicResults = (tx: Tx, ids: readonly string[]): Promise<PublicResultRow[]> =>
  tx.select().from(publicResult).where(and(shown, among(publicResult.publicationId, ids)));

/** The first results of several objects after one position. */
export async function publicResultsByObject(tx: Tx, objectIds: readonly string[], page: Page): Promise<PublicResultRow[]> {
  const ranked = tx.select({ id: publicResult.publicationId, rank: sql<number>`row_number() over (partition by ${publicResult.objectId} order by ${publicResult.publishedOn} desc, ${publicResult.publicationId} desc)`.as('rank') })
    .from(publicResult).where(and(shown, among(publicResult.objectId, objectIds), beyond(page))).as('ranked');
  return tx.select().from(publicResult).where(inArray(publicResult.publicationId, tx.select({ id: ranked.id }).from(ranked).where(lte(ranked.rank, page.first + 1)))).orderBy(...newestFirst);
}

export const earlierVersionsOf = byKeys((tx, publicationIds) => tx.select().from(publicResultVersion).where(among(publicResultVersion.publicationId, publicationIds)).orderBy(desc(publicResultVersion.version)));

export async function showPublicResult(tx: Tx, reading: PublicReading, at: Date): Promise<void> {
  await tx.insert(publicResult).values({ ...reading, version: 1, publishedOn: dayOf(at), publishedAt: at, corrected: false, stoppedAt: null });
}

const ofPublication = (publicationId: string): SQL => eq(publicResult.publicationId, publicationId);

/** Moves what stands in public to the versions that a correction replaced. */
export async function keepEarlierVersion(tx: Tx, publicationId: string, reason: string, replacedAt: Date): Promise<void> {
  const [row] = await tx.select().from(publicResult).where(ofPublication(publicationId));
  if (row === undefined) return;
  const { divisionCode, version, code, label, problemFound, items, publishedAt } = row;
  await tx.insert(publicResultVersion).values({ divisionCode, publicationId, version, code, label, problemFound, items, publishedAt, replacedAt, reason });
}

/** The day of the first publication stays; the version and its time are new. */
export async function replacePublicResult(tx: Tx, { code, label, problemFound, items, publicationId }: PublicReading, at: Date): Promise<void> {
  await tx.update(publicResult).set({ code, label, problemFound, items, version: sql`${publicResult.version} + 1`, publishedAt: at, corrected: true }).where(ofPublication(publicationId));
}

export async function stopShowing(tx: Tx, publicationId: string, at: Date): Promise<void> {
  await tx.update(publicResult).set({ stoppedAt: at }).where(ofPublication(publicationId));
}
