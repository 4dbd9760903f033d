import { and, arrayContains, arrayOverlaps, asc, desc, eq, getTableColumns, gt, inArray, like, lte, or, sql } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { afterDivisionAndId, countAll, withinDivision } from '../division-scope.store.ts';
import { textArray } from '../text-array.ts';
import { inspectionObject, inspectionObjectVersion } from './inspection-object.table.ts';

export type ObjectRow = typeof inspectionObject.$inferSelect;
export type ObjectVersionRow = typeof inspectionObjectVersion.$inferSelect;

export interface ObjectCriteria {
  readonly divisionCode?: string | null | undefined;
  readonly kinds?: readonly string[] | null | undefined;
  /** All of these. */
  readonly tags?: readonly string[] | null | undefined;
  /** One of these at least. */
  readonly tagsAny?: readonly string[] | null | undefined;
  readonly states?: readonly string[] | null | undefined;
  readonly ownerDepartmentId?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly missingField?: string | null | undefined;
}

/** An entry goes by its code of today and by the number that it had before; a licence number finds its product. */
const goesBy = (code: string) => or(
  inArray(inspectionObject.identityKey, [code, `LICENCE:${code}`]),
  and(eq(inspectionObject.uscc, code), sql`${inspectionObject.uscc} <> ${inspectionObject.identityKey}`),
  and(eq(inspectionObject.registrationNumber, code), sql`${inspectionObject.registrationNumber} <> ${inspectionObject.identityKey}`),
);

const matching = (criteria: ObjectCriteria) => and(
  criteria.divisionCode == null ? undefined : withinDivision(inspectionObject.divisionCode, criteria.divisionCode),
  criteria.kinds == null ? undefined : inArray(inspectionObject.kind, [...criteria.kinds]),
  criteria.tags == null || criteria.tags.length === 0 ? undefined : and(sql`${inspectionObject.tags} <> '{}'`, arrayContains(inspectionObject.tags, [...criteria.tags])),
  criteria.tagsAny == null ? undefined : and(sql`${inspectionObject.tags} <> '{}'`, criteria.tagsAny.length === 0 ? sql`false` : arrayOverlaps(inspectionObject.tags, [...criteria.tagsAny])),
  criteria.states == null ? undefined : inArray(inspectionObject.state, [...criteria.states]),
  criteria.ownerDepartmentId == null ? undefined : eq(inspectionObject.ownerDepartmentId, criteria.ownerDepartmentId),
  criteria.code == null ? undefined : goesBy(criteria.code),
  criteria.name == null ? undefined : like(inspectionObject.name, `${criteria.name.replaceAll(/[\\%_]/g, '\\$&')}%`),
  criteria.missingField == null ? undefined : arrayContains(inspectionObject.missingFields, [criteria.missingField]),
);

export const findObjects = byKeys((tx, ids) => tx.select().from(inspectionObject).where(among(inspectionObject.id, ids)));

export const listObjects = (tx: Tx, criteria: ObjectCriteria, page: Page): Promise<ObjectRow[]> =>
  tx.select().from(inspectionObject).where(and(matching(criteria), afterDivisionAndId(inspectionObject.divisionCode, inspectionObject.id, page)))
    .orderBy(asc(inspectionObject.divisionCode), asc(inspectionObject.id)).limit(page.first + 1);

export async function countObjects(tx: Tx, criteria: ObjectCriteria): Promise<number> {
  const [row] = await tx.select(countAll).from(inspectionObject).where(matching(criteria));
  return row?.total ?? 0;
}

/** Entries that go by one of the keys, whatever division they stand in. */
export const objectsByIdentity = (tx: Tx, keys: readonly string[]): Promise<ObjectRow[]> =>
  keys.length === 0 ? Promise.resolve([]) : tx.select().from(inspectionObject).where(sql`${inspectionObject.identityKey} = any(${textArray(keys)}::text[])`);

/** Entries that have taken another code since: the old number is kept beside the new one. */
export const objectsByOldNumber = (tx: Tx, numbers: readonly string[]): Promise<ObjectRow[]> =>
  numbers.length === 0 ? Promise.resolve([]) : tx.select().from(inspectionObject)
    .where(and(inArray(inspectionObject.registrationNumber, [...numbers]), sql`${inspectionObject.registrationNumber} <> ${inspectionObject.identityKey}`));

export const objectsOfSource = (tx: Tx, sourceSystem: string, externalIds: readonly string[]): Promise<ObjectRow[]> =>
  tx.select().from(inspectionObject).where(and(eq(inspectionObject.sourceSystem, sourceSystem), among(inspectionObject.externalId, externalIds)));

export async function insertObjects(tx: Tx, rows: readonly ObjectRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) await tx.insert(inspectionObject).values(rows.slice(start, start + 500));
}

interface Replacement {
  readonly before: ObjectRow;
  readonly after: ObjectRow;
}

const AT_ONCE = 2_000;

/** Puts entries in the place of what they were, and keeps what they were. */
export async function replaceObjects(tx: Tx, changes: readonly Replacement[]): Promise<void> {
  for (let start = 0; start < changes.length; start += AT_ONCE) {
    const some = changes.slice(start, start + AT_ONCE);
    await tx.insert(inspectionObjectVersion).values(some.map(({ before, after }) => ({
      divisionCode: before.divisionCode, id: before.id, rowVersion: before.rowVersion, recordedAt: before.recordedAt, recordedUntil: after.recordedAt, row: before,
    })));
    await updateObjects(tx, some);
  }
}

const columns = Object.entries(getTableColumns(inspectionObject)).map(([field, { name }]) => ({ field, name }));
const assignments = sql.raw(columns.map(({ name }) => `"${name}" = n."${name}"`).join(', '));

/** One statement for all of them; the division of before leads to the row, since it may be what changes. */
async function updateObjects(tx: Tx, changes: readonly Replacement[]): Promise<void> {
  const rows = changes.map(({ after }) => Object.fromEntries(columns.map(({ field, name }) => [name, after[field as keyof ObjectRow]])));
  const where = changes.map(({ before }) => ({ id: before.id, division_code: before.divisionCode }));
  await tx.execute(sql`update ${inspectionObject} as o set ${assignments}
    from jsonb_populate_recordset(null::registry.inspection_object, ${JSON.stringify(rows)}::jsonb) as n
    join jsonb_to_recordset(${JSON.stringify(where)}::jsonb) as b (id uuid, division_code char(6)) on b.id = n.id
    where o.id = b.id and o.division_code = b.division_code`);
}

export const versionsOfObjects = byKeys((tx, ids) => tx.select().from(inspectionObjectVersion).where(among(inspectionObjectVersion.id, ids)).orderBy(desc(inspectionObjectVersion.rowVersion)));

/** The version that stood at an instant, where a later one has taken its place. */
export async function versionAt(tx: Tx, id: string, instant: Date): Promise<ObjectVersionRow | undefined> {
  const [row] = await tx.select().from(inspectionObjectVersion)
    .where(and(eq(inspectionObjectVersion.id, id), lte(inspectionObjectVersion.recordedAt, instant), gt(inspectionObjectVersion.recordedUntil, instant))).limit(1);
  return row;
}
