import { addWorkingDays } from '@sortition/calendar';
import { dayOf, invariant, ok, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';
import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { findSnapshot } from '../object/object.store.ts';
import type { InspectionRow } from '../visit/visit.store.ts';
import type { ResultItemRow, ResultRow } from './result.store.ts';

/** Tells the others that a department's result for the object is formed and can be published by it. */
export async function announceResult(tx: Tx, act: Act, visit: InspectionRow, result: ResultRow, items: readonly ResultItemRow[]): Promise<void> {
  const details = await findSnapshot(tx, visit.taskId, visit.objectId);
  invariant(details !== undefined && result.formedAt !== null && result.code !== null && result.label !== null && result.problemFound !== null, 'a formed result has its object and its code');
  const { name, kind, uscc, responsibleUscc, region, district } = details;
  await appendEvent(tx, act, 'ResultFormed', {
    inspectionId: visit.id, taskId: visit.taskId, taskNumber: visit.taskNumber, objectId: visit.objectId, resultId: result.id, departmentId: result.departmentId,
    formedAt: result.formedAt.toISOString(), inspectedOn: dayOf(visit.startedAt ?? act.now),
    entity: { objectId: visit.objectId, kind, name, uscc: uscc ?? responsibleUscc, divisionCode: region, district },
    items: items.map((item) => ({ itemId: item.itemId, itemName: item.name, departmentId: result.departmentId, code: item.code, labelZh: item.label, problemFound: item.problemFound })),
    code: result.code, labelZh: result.label, problemFound: result.problemFound, version: result.version, rechecked: result.recheckedBySubject !== null,
    profile: visit.profile, profileHash: visit.profileHash,
  });
}

/** Whether the result comes after the limit for its entry, where the profile sets one (SY art.14: 10 working days from the end). */
export function entryIsLate(visit: InspectionRow, profile: Profile, now: Date): Outcome<boolean> {
  const { workingDays } = profile.result.entry;
  if (workingDays.value === null || visit.endedAt === null) return ok(false);
  const due = addWorkingDays(dayOf(visit.endedAt), workingDays.value);
  return due.ok ? ok(dayOf(now) > due.value.due) : due;
}
