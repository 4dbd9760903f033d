import { newId } from '@sortition/kernel';
import { canonicalJson, recordChange, type Act, type PersonalData, type Tx } from '@sortition/service-kit';
import { gainAssets } from '../department/gain-assets.ts';
import { BATCH, tellObjectRoster } from '../roster/tell-roster.ts';
import type { Entry } from './entry.ts';
import { insertObjects, replaceObjects, type ObjectRow } from './inspection-object.store.ts';
import { auditedObject, sealEntry } from './seal-entry.ts';

/** What an entry has beside its fields. */
export interface Keeping {
  readonly ownerDepartmentId: string | null;
  readonly sourceSystem: string | null;
  readonly externalId: string | null;
  readonly state: string;
  readonly profile: string;
  readonly reason: string | null;
}

/** The row of an entry, new or in the place of `before`. The roster version is set when the change is stored. */
export function rowOf(personalData: PersonalData, act: Act, entry: Entry, keeping: Keeping, before: ObjectRow | null): ObjectRow {
  const { contactPhone: _phone, details: _details, ...fields } = entry;
  return {
    ...fields, ...sealEntry(personalData, entry, before), ...keeping, coResponsibleIds: before?.coResponsibleIds ?? [], tags: [...entry.tags], missingFields: [...entry.missingFields], id: before?.id ?? newId(),
    rowVersion: (before?.rowVersion ?? 0) + 1, rosterVersion: 0, recordedAt: act.now, recordedBy: act.identity.subject,
  };
}

const BOOKKEEPING = ['rowVersion', 'rosterVersion', 'recordedAt', 'recordedBy', 'reason'] as const;

/** Whether anything but the bookkeeping differs. */
export function differs(before: ObjectRow, after: ObjectRow): boolean {
  const facts = (row: ObjectRow): string => canonicalJson(Object.fromEntries(Object.entries(row).filter(([name]) => !BOOKKEEPING.some((one) => one === name))));
  return facts(before) !== facts(after);
}

export interface ObjectChange {
  readonly before: ObjectRow | null;
  readonly after: ObjectRow;
}

/** Stores new and changed entries, keeps what they were, and tells the draw service. `version` is that of the locked roster. */
export async function storeObjects(tx: Tx, act: Act, version: number, changes: readonly ObjectChange[]): Promise<void> {
  if (changes.length === 0) return;
  const stamped = changes.map(({ before, after }, index) => ({ before, after: { ...after, rosterVersion: version + Math.floor(index / BATCH) + 1 } }));
  await insertObjects(tx, stamped.flatMap(({ before, after }) => (before === null ? [after] : [])));
  await replaceObjects(tx, stamped.flatMap(({ before, after }) => (before === null ? [] : [{ before, after }])));
  for (const { before, after } of stamped) {
    recordChange(tx, { entity: 'InspectionObject', entityId: after.id, before: before === null ? null : auditedObject(before), after: auditedObject(after) });
  }
  await tellObjectRoster(tx, act, version, stamped.map(({ after }) => after));
  await gainAssets(tx, act, stamped.flatMap(({ after }) => (after.state === 'ACTIVE' ? [{ departmentId: after.ownerDepartmentId, asset: 'OBJECT_DIRECTORY' as const }] : [])));
}
