import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findSnapshot } from '../object/object.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findDrawnObject, findTask } from '../task/task.store.ts';
import { findTeamOf, hasTeam, listInspectors } from '../team/team.store.ts';
import { scheduleVisit } from './schedule-visit.ts';
import { memberOf } from './visit-access.ts';
import {
  chanceMustEnter, credentialsMustBeValid, creditMustAllowMode, dayMustLieInPeriod, everyDepartmentMustTakePart, guidanceMustBeNamed, inspectorsMustBeDrawn, modeMustBeAllowed, needsNoVisit, noteOnMode, noticeMustPrecede, objectMustBeDrawn, transitionIsDefined,
} from './visit.rules.ts';
import { lockLatestInspection, updateInspection } from './visit.store.ts';

export interface StartInspectionInput extends MutationInput {
  readonly taskId: string;
  readonly objectId: string;
  readonly mode: string;
  readonly entrustedBody?: string | null | undefined;
  readonly guidingDepartment?: string | null | undefined;
  readonly guidance?: string | null | undefined;
}

/** CQ 8.6.3: started by the team, for an object of the dispatched list, inside the task's period, after the notice. */
export async function startInspection(tx: Tx, act: Act, input: StartInspectionInput): Promise<Outcome<{ inspectionId: string }>> {
  const task = await findTask(tx, input.taskId);
  if (task === undefined || task.cancelledReason !== null) return refuse('TASK_REQUIRED', null, { taskId: input.taskId });
  const profile = profileOfTask(task);
  if (!task.departmentIds.includes(act.identity.department ?? '')) return refuse('FORBIDDEN', clauseOf(profile.record.form), { relation: 'TASK_DEPARTMENT' });
  const drawn = objectMustBeDrawn(await findDrawnObject(tx, task.id, input.objectId), input.objectId, profile);
  if (!drawn.ok) return drawn;
  const chance = chanceMustEnter(task, profile);
  if (!chance.ok) return chance;
  const inspectors = inspectorsMustBeDrawn(await hasTeam(tx, task.id), profile);
  if (!inspectors.ok) return inspectors;
  const teamId = await findTeamOf(tx, task.id, input.objectId);
  const member = teamId === undefined ? refuse('FORBIDDEN', clauseOf(profile.record.form), { relation: 'TEAM_MEMBER' }) : await memberOf(tx, act, teamId, profile);
  if (!member.ok) return member;
  const scheduled = await lockLatestInspection(tx, task.id, input.objectId);
  const allowed = modeMustBeAllowed(input.mode, task.modes ?? [], profile);
  if (scheduled === undefined && allowed.ok && needsNoVisit(input.mode, profile)) {
    const made = await scheduleVisit(tx, act, { ...input, scheduledFor: act.now }, { fromAfar: true });
    if (!made.ok) return made;
  }
  const visit = scheduled ?? await lockLatestInspection(tx, task.id, input.objectId);
  const state = input.mode === 'ON_SITE' ? 'ON_SITE' : 'OFF_SITE';
  if (visit === undefined) return refuse('INVALID_TRANSITION', clauseOf(profile.team.leaderFrom), { from: 'NOT_SCHEDULED', to: state });
  const team = await listInspectors(tx, visit.teamId);
  const details = await findSnapshot(tx, task.id, input.objectId);
  const guidance = { entrustedBody: input.entrustedBody ?? null, guidingDepartment: input.guidingDepartment ?? null, guidance: input.guidance ?? null };
  const guards = [
    dayMustLieInPeriod(act.now, task, profile),
    allowed,
    transitionIsDefined(visit.state, state, clauseOf(profile.record.form)),
    noticeMustPrecede(visit.state, input.mode, profile),
    creditMustAllowMode(input.mode, details?.creditLevel ?? null, profile),
    guidanceMustBeNamed(input.mode, guidance, profile),
    everyDepartmentMustTakePart(task.departmentIds, team, profile),
    credentialsMustBeValid(act.now, team, profile),
  ];
  const refused = guards.find((guard) => !guard.ok);
  if (refused !== undefined && !refused.ok) return refused;
  const change = {
    state, mode: input.mode, startedAt: act.now, modeNote: noteOnMode(input.mode, details?.tags ?? [], profile),
    entrustedBody: guidance.entrustedBody, guidingDepartmentId: guidance.guidingDepartment, guidance: guidance.guidance,
  } as const;
  await updateInspection(tx, visit, change);
  recordChange(tx, { entity: 'Inspection', entityId: visit.id, before: { state: visit.state }, after: change });
  await appendEvent(tx, act, 'InspectionStarted', { inspectionId: visit.id, taskId: task.id, taskNumber: task.number, objectId: visit.objectId, startedAt: act.now.toISOString(), mode: input.mode });
  return ok({ inspectionId: visit.id });
}
