import type { Profile } from '@sortition/profiles';
import { recordChange, type Tx } from '@sortition/service-kit';
import { mayFollow } from '../visit/visit.rules.ts';
import { updateInspection, type InspectionRow } from '../visit/visit.store.ts';
import type { InspectionState } from '../visit/visit.table.ts';
import { listRecords } from './record.store.ts';

/** The visit follows its records: RECORDED when all of them are submitted, SIGNED when all of them are confirmed. */
export async function settleVisit(tx: Tx, visit: InspectionRow, profile: Profile): Promise<void> {
  const expected = profile.record.cardinality.value === 'ONE_PER_OBJECT' ? 1 : visit.departmentIds.length;
  const records = await listRecords(tx, [visit.id]);
  if (records.length < expected) return;
  const submitted = records.every(({ state }) => state === 'SUBMITTED' || state === 'CONFIRMED');
  const confirmed = records.every(({ state }) => state === 'CONFIRMED');
  let state: InspectionState = visit.state;
  if (submitted && mayFollow(state, 'RECORDED')) state = 'RECORDED';
  if (confirmed && mayFollow(state, 'SIGNED')) state = 'SIGNED';
  if (state === visit.state) return;
  await updateInspection(tx, visit, { state });
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state } });
}
