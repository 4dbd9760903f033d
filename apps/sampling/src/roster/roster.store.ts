import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { rosterInspector, rosterObject, rosterVersion } from './roster.table.ts';

export type RosterObjectRow = typeof rosterObject.$inferSelect;
export type RosterInspectorRow = typeof rosterInspector.$inferSelect;

async function moveVersion(tx: Tx, roster: 'OBJECT' | 'INSPECTOR', version: number): Promise<void> {
  await tx.insert(rosterVersion).values({ roster, version }).onConflictDoUpdate({ target: rosterVersion.roster, set: { version } });
}

export async function versionOf(tx: Tx, roster: 'OBJECT' | 'INSPECTOR'): Promise<number> {
  const [row] = await tx.select().from(rosterVersion).where(eq(rosterVersion.roster, roster));
  return row?.version ?? 0;
}

const excluded = (column: string): SQL => sql.raw(`excluded.${column}`);

export async function applyObjectRoster(tx: Tx, event: EventPayload<'ObjectRosterChanged'>): Promise<void> {
  await moveVersion(tx, 'OBJECT', event.rosterVersion);
  if (event.objects.length === 0) return;
  // an object that moved to another division must not stay behind under the old key
  await tx.update(rosterObject).set({ active: false }).where(and(
    inArray(rosterObject.id, event.objects.map(({ objectId }) => objectId)),
    sql`(${rosterObject.divisionCode}, ${rosterObject.id}) not in (${sql.join(event.objects.map(({ divisionCode, objectId }) => sql`(${divisionCode}, ${objectId}::uuid)`), sql`, `)})`,
  ));
  await tx.insert(rosterObject).values(event.objects.map(({ objectId, divisionCode, kind, tags, riskLevel, creditLevel, weight, active, ownerDepartmentId, uscc }) => ({ id: objectId, divisionCode, kind, tags, riskLevel, creditLevel, weight, active, ownerDepartmentId, uscc: uscc ?? null })))
    .onConflictDoUpdate({
      target: [rosterObject.divisionCode, rosterObject.id],
      set: { kind: excluded('kind'), tags: excluded('tags'), riskLevel: excluded('risk_level'), creditLevel: excluded('credit_level'), weight: excluded('weight'), active: excluded('active'), ownerDepartmentId: excluded('owner_department_id'), uscc: excluded('uscc') },
    });
}

export async function objectsOfHolder(tx: Tx, uscc: string): Promise<string[]> {
  const rows = await tx.select({ id: rosterObject.id }).from(rosterObject).where(and(eq(rosterObject.uscc, uscc), eq(rosterObject.active, true))).orderBy(asc(rosterObject.id));
  return rows.map(({ id }) => id);
}

export async function applyInspectorRoster(tx: Tx, event: EventPayload<'InspectorRosterChanged'>): Promise<void> {
  await moveVersion(tx, 'INSPECTOR', event.rosterVersion);
  for (const { inspectorId, ...rest } of event.inspectors) {
    await tx.insert(rosterInspector).values({ id: inspectorId, ...rest }).onConflictDoUpdate({ target: rosterInspector.id, set: rest });
  }
}

export const inspectorsOf = (tx: Tx, departmentId: string): Promise<RosterInspectorRow[]> =>
  tx.select().from(rosterInspector).where(eq(rosterInspector.departmentId, departmentId)).orderBy(asc(rosterInspector.id));

export const findInspectors = byKeys((tx, ids) => tx.select().from(rosterInspector).where(among(rosterInspector.id, ids)));
