import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type PersonalData, type Tx } from '@sortition/service-kit';
import { findTask } from '../task/task.store.ts';
import { visitAsMember, visitMustAllow } from '../visit/visit-access.ts';
import { transitionIsDefined } from '../visit/visit.rules.ts';
import { updateInspection } from '../visit/visit.store.ts';
import { noticeMustBeComplete, type NoticeContent } from './notice.rules.ts';
import { insertNotice, sentNotice } from './notice.store.ts';

export interface SendNoticeInput extends MutationInput, NoticeContent {
  readonly inspectionId: string;
}

/** CQ 8.6.2. A visit whose notice is waived cannot be announced: NOTICE_WAIVED does not lead to NOTIFIED. */
export async function sendNotice(tx: Tx, act: Act, input: SendNoticeInput, personalData: PersonalData): Promise<Outcome<{ inspectionId: string }>> {
  const access = await visitAsMember(tx, act, input.inspectionId);
  if (!access.ok) return access;
  const { visit, profile, member } = access.value;
  const open = visitMustAllow(visit, profile, 'sendNotice', 'NOTIFIED');
  if (!open.ok) return open;
  const moved = transitionIsDefined(visit.state, 'NOTIFIED', clauseOf(profile.notice.required));
  if (!moved.ok) return moved;
  const task = await findTask(tx, visit.taskId);
  const modes = task?.modes ?? [];
  const complete = noticeMustBeComplete(input, modes.length > 0 && modes.every((mode) => mode === 'DOCUMENTARY'), profile);
  if (!complete.ok) return complete;
  const { form } = profile.notice;
  const row = sentNotice(visit, {
    channel: input.channel, form: form.value, templateVersion: profile.id, inspectionTime: input.inspectionTime ?? null, cooperationRequirements: input.cooperationRequirements ?? null,
    materials: input.materials ?? null, calleeSealed: input.callee ? personalData.seal(input.callee) : null, calledAt: input.calledAt ?? null,
    documentList: input.documentList ?? null, deliveryTime: input.deliveryTime ?? null, deliveryPlace: input.deliveryPlace ?? null,
    otherRequirements: input.otherRequirements ?? null, givenAt: act.now, givenById: member.inspectorId,
  });
  await insertNotice(tx, row);
  await updateInspection(tx, visit, { state: 'NOTIFIED' });
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: { state: 'NOTIFIED', notice: { ...row, calleeSealed: null } } });
  return ok({ inspectionId: visit.id });
}
