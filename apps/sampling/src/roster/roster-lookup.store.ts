import { and, arrayOverlaps, count, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { among, type Tx } from '@sortition/service-kit';
import type { RosterObjectRow } from './roster.store.ts';
import { rosterInspector, rosterObject } from './roster.table.ts';

/** Active entries of the object directory among the ids. */
export async function findRosterObjects(tx: Tx, ids: readonly string[]): Promise<RosterObjectRow[]> {
  const found: RosterObjectRow[] = [];
  for (let start = 0; start < ids.length; start += 5_000) {
    found.push(...await tx.select().from(rosterObject).where(and(inArray(rosterObject.id, ids.slice(start, start + 5_000)), eq(rosterObject.active, true))));
  }
  return found;
}

export async function findRosterObject(tx: Tx, id: string): Promise<RosterObjectRow | undefined> {
  const [row] = await findRosterObjects(tx, [id]);
  return row;
}

/** How many inspectors of each department could be drawn for a task that ends on the day. */
export async function countAvailableInspectors(tx: Tx, departmentIds: readonly string[], day: string, specialties: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.select({ departmentId: rosterInspector.departmentId, available: count() }).from(rosterInspector).where(and(
    among(rosterInspector.departmentId, departmentIds), eq(rosterInspector.active, true), eq(rosterInspector.qualified, true),
    or(isNull(rosterInspector.certificateExpiresOn), gte(rosterInspector.certificateExpiresOn, day)),
    specialties.length === 0 ? undefined : arrayOverlaps(rosterInspector.specialties, [...specialties]),
  )).groupBy(rosterInspector.departmentId);
  return new Map(rows.map(({ departmentId, available }) => [departmentId, available]));
}
