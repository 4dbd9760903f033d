import { addWorkingDays } from '@sortition/calendar';
import { dayOf, ok, type Outcome } from '@sortition/kernel';
import { demand, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { insertInvitation } from './invitation.store.ts';

/** Asks a department to take part; its days begin with the receipt. GA art.39, GA art.40. */
export async function invite(tx: Tx, act: Act, profile: Profile, taskId: string, departmentId: string, sentBy: string): Promise<Outcome<boolean>> {
  const days = demand(profile.joint.response.workingDays);
  if (!days.ok) return days;
  const due = addWorkingDays(dayOf(act.now), days.value);
  if (!due.ok) return due;
  const row = { taskId, departmentId, sentBy, receivedAt: act.now, dueOn: due.value.due, answer: 'SENT', itemIds: [], reason: null, answeredAt: null, circular: null } as const;
  const made = await insertInvitation(tx, { ...row, itemIds: [] });
  if (made) recordChange(tx, { entity: 'Task', entityId: taskId, before: null, after: { invited: departmentId, dueOn: row.dueOn } });
  return ok(made);
}
