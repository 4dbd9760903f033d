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
    code: result.code, labelZh: result.label, problemFound: result.problemFound, enteredById: result.enteredById, version: result.version, rechecked: result.recheckedBySubject !== null,
    profile: visit.profile, profileHash: visit.profileHash,
  });
}

/** The last day for entering the result, where the profile sets a limit (SY art.14: 10 working days from the end); null where it sets none, or the visit has not ended. */
export function entryDueOn({ endedAt }: Pick<InspectionRow, 'endedAt'>, profile: Profile): Outcome<string | null> {
  const { workingDays } = profile.result.entry;
  if (workingDays.value === null || endedAt === null) return ok(null);
  const due = addWorkingDays(dayOf(endedAt), workingDays.value);
  return due.ok ? ok(due.value.due) : due;
}

/** Whether the result comes after that day. */
export function entryIsLate(visit: Pick<InspectionRow, 'endedAt'>, profile: Profile, now: Date): Outcome<boolean> {
  const due = entryDueOn(visit, profile);
  return due.ok ? ok(due.value !== null && dayOf(now) > due.value) : due;
}
