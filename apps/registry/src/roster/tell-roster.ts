import type { EventPayload } from '@sortition/events';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { gainAssets } from '../department/gain-assets.ts';
import { makeConfirmationsStale } from '../directory-confirmation/directory-confirmation.store.ts';
import type { InspectorRow } from '../inspector/inspector.store.ts';
import type { ObjectRow } from '../inspection-object/inspection-object.store.ts';
import { advanceRoster } from './roster.store.ts';

type RosterObject = EventPayload<'ObjectRosterChanged'>['objects'][number];
type RosterInspector = EventPayload<'InspectorRosterChanged'>['inspectors'][number];

export const BATCH = 2_000;

/** How many roster versions a change of so many entries takes. */
export const batchesOf = (entries: number): number => Math.ceil(entries / BATCH);

/** SUSPECT entries are drawn until somebody decides; candidates and drafts are not. CC art.7, SY art.11. */
export const isDrawable = (state: string): boolean => state === 'ACTIVE' || state === 'SUSPECT';

export const rosterObjectOf = (row: Pick<ObjectRow, 'id' | 'divisionCode' | 'kind' | 'tags' | 'riskLevel' | 'creditLevel' | 'weight' | 'state' | 'ownerDepartmentId' | 'uscc'>): RosterObject => ({
  objectId: row.id, divisionCode: row.divisionCode, kind: row.kind, tags: row.tags, riskLevel: row.riskLevel, creditLevel: row.creditLevel, weight: row.weight,
  active: isDrawable(row.state), ownerDepartmentId: row.ownerDepartmentId, uscc: row.uscc,
});

const rosterInspectorOf = (row: InspectorRow): RosterInspector => ({
  inspectorId: row.id, subject: row.subject, departmentId: row.departmentId, divisionCode: row.divisionCode, category: row.category, qualified: row.qualified,
  certificateExpiresOn: row.certificateExpiresOn, specialties: row.specialties, modes: row.modes, recusedObjectIds: row.recusedObjectIds, active: row.state === 'CONFIRMED',
});

/** Tells the draw service of changed entries, in batches that each make a roster version. `version` is that of the locked head. */
export async function tellObjectRoster(tx: Tx, act: Act, version: number, rows: readonly ObjectRow[]): Promise<void> {
  for (let batch = 0; batch < batchesOf(rows.length); batch += 1) {
    await appendEvent(tx, act, 'ObjectRosterChanged', { rosterVersion: version + batch + 1, objects: rows.slice(batch * BATCH, (batch + 1) * BATCH).map(rosterObjectOf) });
  }
  await advanceRoster(tx, 'OBJECT', batchesOf(rows.length), act.now);
  await makeConfirmationsStale(tx, act, rows.map(({ ownerDepartmentId }) => ownerDepartmentId));
}

export async function tellInspectorRoster(tx: Tx, act: Act, version: number, rows: readonly InspectorRow[]): Promise<void> {
  for (let batch = 0; batch < batchesOf(rows.length); batch += 1) {
    await appendEvent(tx, act, 'InspectorRosterChanged', { rosterVersion: version + batch + 1, inspectors: rows.slice(batch * BATCH, (batch + 1) * BATCH).map(rosterInspectorOf) });
  }
  await advanceRoster(tx, 'INSPECTOR', batchesOf(rows.length), act.now);
  await makeConfirmationsStale(tx, act, rows.map(({ departmentId }) => departmentId));
  await gainAssets(tx, act, rows.flatMap(({ departmentId, state }) => (state === 'CONFIRMED' ? [{ departmentId, asset: 'INSPECTOR_DIRECTORY' as const }] : [])));
}
