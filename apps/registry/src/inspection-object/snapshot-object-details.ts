import type { EventPayload } from '@sortition/events';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { BATCH } from '../roster/tell-roster.ts';
import { findObjects, type ObjectRow } from './inspection-object.store.ts';

type Details = EventPayload<'ObjectDetailsSnapshotted'>['objects'][number];

/** The directory's facts about a dispatched list, as they stand now: the visits work from them. */
export const snapshotDispatched = (tx: Tx, act: Act, { taskId, drawId, objectIds }: EventPayload<'ObjectListDispatched'>): Promise<void> => snapshot(tx, act, taskId, drawId, objectIds);

/** The same for objects that came in with an approved change of the list. */
export const snapshotAdded = (tx: Tx, act: Act, { taskId, drawId, added }: EventPayload<'ObjectListChanged'>): Promise<void> =>
  snapshot(tx, act, taskId, drawId, added.map(({ objectId }) => objectId));

async function snapshot(tx: Tx, act: Act, taskId: string, drawId: string, objectIds: readonly string[]): Promise<void> {
  for (let start = 0; start < objectIds.length; start += BATCH) {
    const rows = await findObjects(tx, objectIds.slice(start, start + BATCH));
    await appendEvent(tx, act, 'ObjectDetailsSnapshotted', { taskId, drawId, objects: rows.map(detailsOf) });
  }
}

const detailsOf = (row: ObjectRow): Details => ({
  objectId: row.id, kind: row.kind, name: row.name, uscc: row.kind === 'SITE' || row.kind === 'PRODUCT' ? null : row.uscc,
  responsibleUscc: row.kind === 'SITE' || row.kind === 'PRODUCT' ? row.uscc : null, divisionCode: row.divisionCode, district: row.district ?? '', address: row.inspectionAddress,
  legalRepresentative: row.legalRepresentative, ownerDepartmentId: row.ownerDepartmentId, creditLevel: row.creditLevel, tags: row.tags,
});
