import { and, asc, eq, gt, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import type { Tx } from '@sortition/service-kit';
import { rosterInspector, rosterObject, rosterVersion } from './roster.table.ts';

export type RosterObjectRow = typeof rosterObject.$inferSelect;
export type RosterInspectorRow = typeof rosterInspector.$inferSelect;
type Population = EventPayload<'TaskReady'>['population'];

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
  await tx.insert(rosterObject).values(event.objects.map(({ objectId, divisionCode, kind, tags, riskLevel, creditLevel, weight, active }) => ({ id: objectId, divisionCode, kind, tags, riskLevel, creditLevel, weight, active })))
    .onConflictDoUpdate({
      target: [rosterObject.divisionCode, rosterObject.id],
      set: { kind: excluded('kind'), tags: excluded('tags'), riskLevel: excluded('risk_level'), creditLevel: excluded('credit_level'), weight: excluded('weight'), active: excluded('active') },
    });
}

export async function applyInspectorRoster(tx: Tx, event: EventPayload<'InspectorRosterChanged'>): Promise<void> {
  await moveVersion(tx, 'INSPECTOR', event.rosterVersion);
  for (const { inspectorId, ...rest } of event.inspectors) {
    await tx.insert(rosterInspector).values({ id: inspectorId, ...rest }).onConflictDoUpdate({ target: rosterInspector.id, set: rest });
  }
}

/** A division code ending in 00 or 0000 stands for all that lies below it. */
function belowDivision(code: string): SQL {
  const prefix = code.endsWith('0000') ? code.slice(0, 2) : code.endsWith('00') ? code.slice(0, 4) : code;
  return prefix.length === 6 ? eq(rosterObject.divisionCode, code) : sql`${rosterObject.divisionCode} like ${`${prefix}%`}`;
}

const filterOf = (population: Population): SQL | undefined => and(
  eq(rosterObject.active, true),
  population.kinds.length === 0 ? undefined : inArray(rosterObject.kind, population.kinds),
  population.divisionCodes.length === 0 ? undefined : or(...population.divisionCodes.map(belowDivision)),
  population.tags.length === 0 ? undefined : sql`${rosterObject.tags} @> ${sql.param(population.tags, rosterObject.tags)}`,
  population.riskLevels.length === 0 ? undefined : inArray(rosterObject.riskLevel, population.riskLevels),
  population.creditLevels.length === 0 ? undefined : inArray(rosterObject.creditLevel, population.creditLevels),
);

export type FrameUnit = Pick<RosterObjectRow, 'id' | 'riskLevel' | 'creditLevel' | 'divisionCode' | 'tags' | 'weight'>;

const PAGE = 20_000;

/** The population in the order of unit ids, page by page: a frame of millions passes through in bounded memory. */
export async function* populationOf(tx: Tx, population: Population): AsyncGenerator<readonly FrameUnit[]> {
  const columns = { id: rosterObject.id, riskLevel: rosterObject.riskLevel, creditLevel: rosterObject.creditLevel, divisionCode: rosterObject.divisionCode, tags: rosterObject.tags, weight: rosterObject.weight };
  let last: string | undefined;
  for (;;) {
    const page = await tx.select(columns).from(rosterObject).where(and(filterOf(population), last === undefined ? undefined : gt(rosterObject.id, last))).orderBy(asc(rosterObject.id)).limit(PAGE);
    if (page.length > 0) yield page;
    last = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

export const inspectorsOf = (tx: Tx, departmentId: string): Promise<RosterInspectorRow[]> =>
  tx.select().from(rosterInspector).where(eq(rosterInspector.departmentId, departmentId)).orderBy(asc(rosterInspector.id));

export const findInspectors = (tx: Tx, ids: readonly string[]): Promise<RosterInspectorRow[]> =>
  tx.select().from(rosterInspector).where(inArray(rosterInspector.id, [...ids]));
