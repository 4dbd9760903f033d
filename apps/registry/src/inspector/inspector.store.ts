import { and, arrayContains, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { among, byKeys, type Page, type Tx } from '@sortition/service-kit';
import { afterDivisionAndId, countAll, withinDivision } from '../division-scope.store.ts';
import { inspector, inspectorVersion } from './inspector.table.ts';

export type InspectorRow = typeof inspector.$inferSelect;
export type InspectorVersionRow = typeof inspectorVersion.$inferSelect;

export interface InspectorCriteria {
  readonly departmentId?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly level?: string | null | undefined;
  readonly category?: string | null | undefined;
  readonly specialty?: string | null | undefined;
  /** All of these. */
  readonly specialties?: readonly string[] | null | undefined;
  readonly qualification?: string | null | undefined;
  readonly recusalScope?: string | null | undefined;
  readonly mode?: string | null | undefined;
  readonly qualified?: boolean | null | undefined;
  readonly states?: readonly string[] | null | undefined;
}

const matching = (criteria: InspectorCriteria) => and(
  criteria.departmentId == null ? undefined : eq(inspector.departmentId, criteria.departmentId),
  criteria.divisionCode == null ? undefined : withinDivision(inspector.divisionCode, criteria.divisionCode),
  criteria.level == null ? undefined : eq(inspector.level, criteria.level),
  criteria.category == null ? undefined : eq(inspector.category, criteria.category),
  criteria.specialty == null ? undefined : arrayContains(inspector.specialties, [criteria.specialty]),
  criteria.specialties == null || criteria.specialties.length === 0 ? undefined : arrayContains(inspector.specialties, [...criteria.specialties]),
  criteria.qualification == null ? undefined : arrayContains(inspector.qualifications, [criteria.qualification]),
  criteria.recusalScope == null ? undefined : arrayContains(inspector.recusedObjectIds, [criteria.recusalScope]),
  criteria.mode == null ? undefined : arrayContains(inspector.modes, [criteria.mode]),
  criteria.qualified == null ? undefined : eq(inspector.qualified, criteria.qualified),
  criteria.states == null ? undefined : inArray(inspector.state, [...criteria.states]),
);

export const findInspectors = byKeys((tx, ids) => tx.select().from(inspector).where(among(inspector.id, ids)));

export const listInspectors = (tx: Tx, criteria: InspectorCriteria, page: Page): Promise<InspectorRow[]> =>
  tx.select().from(inspector).where(and(matching(criteria), afterDivisionAndId(inspector.divisionCode, inspector.id, page)))
    .orderBy(asc(inspector.divisionCode), asc(inspector.id)).limit(page.first + 1);

export async function countInspectors(tx: Tx, criteria: InspectorCriteria): Promise<number> {
  const [row] = await tx.select(countAll).from(inspector).where(matching(criteria));
  return row?.total ?? 0;
}

/** Somebody who serves already under the same citizen identity number. GA art.22. */
export async function findByCitizenId(tx: Tx, profile: string, fingerprint: string): Promise<InspectorRow | undefined> {
  const [row] = await tx.select().from(inspector).where(and(eq(inspector.profile, profile), eq(inspector.citizenIdFingerprint, fingerprint), ne(inspector.state, 'INACTIVE')));
  return row;
}

export async function findBySubject(tx: Tx, subject: string): Promise<InspectorRow | undefined> {
  const [row] = await tx.select().from(inspector).where(and(eq(inspector.subject, subject), ne(inspector.state, 'INACTIVE')));
  return row;
}

/** People of a department by name, to whom a row without any number may refer. */
export const inspectorsNamed = (tx: Tx, departmentId: string, names: readonly string[]): Promise<InspectorRow[]> =>
  names.length === 0 ? Promise.resolve([]) : tx.select().from(inspector).where(and(eq(inspector.departmentId, departmentId), inArray(inspector.name, [...names]), ne(inspector.state, 'INACTIVE')));

/** Puts an entry in its place, and keeps what it was. */
export async function putInspector(tx: Tx, before: InspectorRow | null, after: InspectorRow): Promise<void> {
  if (before === null) {
    await tx.insert(inspector).values(after);
    return;
  }
  await tx.insert(inspectorVersion).values({ id: before.id, rowVersion: before.rowVersion, recordedAt: before.recordedAt, recordedUntil: after.recordedAt, row: before });
  await tx.update(inspector).set(after).where(eq(inspector.id, before.id));
}

export const versionsOfInspectors = byKeys((tx, ids) => tx.select().from(inspectorVersion).where(among(inspectorVersion.id, ids)).orderBy(desc(inspectorVersion.rowVersion)));
