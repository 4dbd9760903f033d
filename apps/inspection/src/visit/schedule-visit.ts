import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { exemptionOfItems } from '../notice/notice.rules.ts';
import { insertNotice, waivedNotice } from '../notice/notice.store.ts';
import { findSnapshot } from '../object/object.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findDrawnObject, findTask, listTaskItems } from '../task/task.store.ts';
import { listInspectors, lockTeamOf, type MemberRow } from '../team/team.store.ts';
import { leaderOnly, memberOf } from './visit-access.ts';
import { objectMustBeDrawn, secondVisitNeedsReason } from './visit.rules.ts';
import { insertInspection, lockLatestInspection, type InspectionRow } from './visit.store.ts';

export interface ScheduleVisitInput extends MutationInput {
  readonly taskId: string;
  readonly objectId: string;
  readonly scheduledFor: Date;
  readonly secondVisitReason?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** Begun from afar by any member, without having been scheduled. */
interface Circumstances {
  readonly fromAfar: boolean;
}

/** A department that sent one inspector leaves the leader nothing to divide. */
function soleInspectorOf(departmentId: string, inspectors: readonly MemberRow[]): string | null {
  const [first, second] = inspectors.filter((inspector) => inspector.departmentId === departmentId);
  return second === undefined ? first?.inspectorId ?? null : null;
}

/**
 * Schedules a visit to a drawn object. Where an item is exempt from notice by its list (CQ 8.6.2), the notice is waived at
 * once on that ground: nobody can announce the visit by mistake.
 */
export async function scheduleVisit(tx: Tx, act: Act, input: ScheduleVisitInput, { fromAfar }: Circumstances = { fromAfar: false }): Promise<Outcome<{ inspectionId: string }>> {
  const task = await findTask(tx, input.taskId);
  if (task === undefined || task.cancelledReason !== null) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!task.departmentIds.includes(act.identity.department ?? '')) return refuse('FORBIDDEN', clauseOf(profile.record.form), { relation: 'TASK_DEPARTMENT' });
  const drawn = objectMustBeDrawn(await findDrawnObject(tx, task.id, input.objectId), input.objectId, profile);
  if (!drawn.ok) return drawn;
  const teamId = await lockTeamOf(tx, task.id, input.objectId);
  if (teamId === undefined) return refuse('INVALID_TRANSITION', clauseOf(profile.draw.inspector.drawnBy), { from: 'DISPATCHED', to: 'SCHEDULED' });
  const member = await memberOf(tx, act, teamId, profile);
  if (!member.ok) return member;
  const leader = fromAfar ? ok(undefined) : leaderOnly(member.value, profile);
  if (!leader.ok) return leader;
  const earlier = await lockLatestInspection(tx, task.id, input.objectId);
  const once = secondVisitNeedsReason(earlier?.state, input.secondVisitReason ?? null, profile);
  if (!once.ok) return once;
  const details = await findSnapshot(tx, task.id, input.objectId);
  if (details === undefined) return refuse('REFERENCE_MISSING', null, { objectId: input.objectId });
  const items = await listTaskItems(tx, task.id);
  const inspectors = await listInspectors(tx, teamId);
  const ground = exemptionOfItems(items, profile);
  const visit: InspectionRow = {
    region: details.region, id: newId(), taskId: task.id, taskNumber: task.number, objectId: input.objectId,
    ordinal: (earlier?.ordinal ?? 0) + 1, secondVisitReason: input.secondVisitReason ?? null, teamId, departmentIds: task.departmentIds,
    inspecteeUscc: details.responsibleUscc ?? details.uscc, state: ground === null ? 'SCHEDULED' : 'NOTICE_WAIVED', scheduledFor: input.scheduledFor,
    mode: null, modeNote: null, entrustedBody: null, guidingDepartmentId: null, guidance: null, note: input.note?.trim() || null, startedAt: null, endedAt: null, direct: false, cancelReason: null, sealedAt: null, profile: task.profile, profileHash: task.profileHash, createdAt: act.now,
  };
  await insertInspection(tx, visit, items.map(({ itemId, departmentId, name }) => ({ itemId, departmentId, name, assigneeId: soleInspectorOf(departmentId, inspectors) })));
  if (ground !== null) await insertNotice(tx, waivedNotice(visit, { ground, legalBasis: null, givenById: null, givenAt: act.now }));
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: null, after: visit });
  return ok({ inspectionId: visit.id });
}
