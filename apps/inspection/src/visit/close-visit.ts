import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { problemsMustBeFollowed } from '../follow-up/follow-up.rules.ts';
import { listFollowUpsOfVisit } from '../follow-up/follow-up.store.ts';
import { everyItemMustBeRecorded } from '../record/record.rules.ts';
import { listItemsOfVisit } from '../record/record.store.ts';
import { visitAsLeader, visitMustAllow } from './visit-access.ts';
import { listInspectionItems, updateInspection } from './visit.store.ts';

export interface CloseVisitInput extends MutationInput {
  readonly inspectionId: string;
}

/** CQ 8.6.4: nothing that was found is left lying when the team goes. */
export async function closeVisit(tx: Tx, act: Act, input: CloseVisitInput): Promise<Outcome<{ inspectionId: string }>> {
  const access = await visitAsLeader(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile } = access.value;
  const recorded = await listItemsOfVisit(tx, visit.id);
  const duties = await listInspectionItems(tx, [visit.id]);
  const standing = duties.map((duty) => recorded.find(({ itemId }) => itemId === duty.itemId) ?? { ...duty, situation: null, inspected: null, problemFound: null });
  const done = visit.state === 'ON_SITE' || visit.state === 'OFF_SITE' ? everyItemMustBeRecorded(standing, clauseOf(profile.record.form)) : ok(undefined);
  if (!done.ok) return done;
  const open = visitMustAllow(visit, profile, 'closeVisit', 'ENDED');
  if (!open.ok) return open;
  const followed = problemsMustBeFollowed(recorded, await listFollowUpsOfVisit(tx, [visit.id]), profile);
  if (!followed.ok) return followed;
  await updateInspection(tx, visit, { state: 'ENDED', endedAt: act.now });
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state: 'ENDED', endedAt: act.now } });
  await appendEvent(tx, act, 'InspectionEnded', { inspectionId: visit.id, taskId: visit.taskId, taskNumber: visit.taskNumber, objectId: visit.objectId, endedAt: act.now.toISOString(), direct: false, mode: visit.mode });
  return ok({ inspectionId: visit.id });
}
