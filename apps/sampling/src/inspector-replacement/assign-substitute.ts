import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { ineligibilityOf } from '../inspector-draw/inspector-draw.rules.ts';
import { findDrawnInspectors, findInspectorDrawOf } from '../inspector-draw/inspector-draw.store.ts';
import { findInspectors, type RosterInspectorRow } from '../roster/roster.store.ts';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { announceTeam } from '../team/announce-team.ts';
import { findMembers, findObjectIds, insertMember, lockTeam, retireMember, updateTeam, type TeamMemberRow, type TeamRow } from '../team/team.store.ts';
import { lockReplacement, updateReplacement, type ReplacementRow } from './inspector-replacement.store.ts';

export interface AssignSubstituteInput extends MutationInput {
  readonly replacementId: string;
  readonly substituteId: string;
}

/** A substitute is another active inspector of the same department with a qualification, not recused and not in the team. CQ 8.5.2. */
function maySubstitute(candidate: RosterInspectorRow | undefined, replacement: ReplacementRow, task: TaskRow, members: readonly TeamMemberRow[], objectIds: ReadonlySet<string>, profile: Profile): Outcome<RosterInspectorRow> {
  const clause = clauseOf(profile.draw.inspector.replacement.qualification);
  if (candidate === undefined || candidate.departmentId !== replacement.departmentId) return refuse('INVALID_VALUE', clause, { field: 'substituteId' });
  const inTeam = members.some(({ inspectorId, active }) => active && inspectorId === candidate.id);
  if (inTeam || candidate.id === replacement.replacedId) return refuse('CONFLICT', clause, { inspectorId: candidate.id });
  const reason = ineligibilityOf(candidate, { day: task.terms?.period.to ?? '', specialties: task.terms?.scheme.specialties ?? [], objectIds });
  if (reason === 'RECUSED') return refuse('INSPECTOR_RECUSED', clause, { inspectorId: candidate.id });
  return reason === undefined ? ok(candidate) : refuse('INSPECTOR_NOT_QUALIFIED', clause, { inspectorId: candidate.id, reason });
}

/** Whether somebody who stands before the substitute in the drawn order could have served as well. */
async function isOutOfOrder(tx: Tx, task: TaskRow, replacement: ReplacementRow, substituteId: string, members: readonly TeamMemberRow[]): Promise<boolean> {
  const draw = await findInspectorDrawOf(tx, task.id, replacement.departmentId);
  const order = draw === undefined ? [] : await findDrawnInspectors(tx, [draw.id]);
  const serving = new Set(members.map(({ inspectorId }) => inspectorId));
  return order.find(({ serves, inspectorId }) => serves === 'SUBSTITUTE' && !serving.has(inspectorId))?.inspectorId !== substituteId;
}

/** Puts the substitute in the place of the replaced member: assigned, not drawn. CQ 8.5.2. */
export async function substitute(tx: Tx, act: Act, replacement: ReplacementRow, team: TeamRow, task: TaskRow, profile: Profile, substituteId: string): Promise<Outcome<{ replacementId: string }>> {
  const members = await findMembers(tx, [team.id]);
  const objects = new Set((await findObjectIds(tx, [team.id])).map(({ objectId }) => objectId));
  const [candidate] = await findInspectors(tx, [substituteId]);
  const permitted = maySubstitute(candidate, replacement, task, members, objects, profile);
  if (!permitted.ok) return permitted;
  const replaced = members.find(({ inspectorId, active }) => active && inspectorId === replacement.replacedId);
  if (replaced === undefined) return refuse('CONFLICT', null, { inspectorId: replacement.replacedId });
  const outOfOrder = await isOutOfOrder(tx, task, replacement, substituteId, members);
  await retireMember(tx, team.id, replacement.replacedId);
  await insertMember(tx, { ...replaced, id: newId(), inspectorId: substituteId, origin: 'ASSIGNED', reason: replacement.reason, active: true });
  const changed = { ...team, version: team.version + 1 };
  await updateTeam(tx, team.id, { version: changed.version });
  await updateReplacement(tx, replacement.id, { state: 'APPLIED', substituteId, outOfOrder });
  recordChange(tx, { entity: 'Team', entityId: team.id, before: { version: team.version, inspectorId: replacement.replacedId }, after: { version: changed.version, inspectorId: substituteId, origin: 'ASSIGNED', outOfOrder } });
  await announceTeam(tx, act, changed);
  return ok({ replacementId: replacement.id });
}

/** Names the substitute of an approved replacement. CQ 8.5.2. */
export async function assignSubstitute(tx: Tx, act: Act, input: AssignSubstituteInput): Promise<Outcome<{ replacementId: string }>> {
  const replacement = await lockReplacement(tx, input.replacementId);
  const team = replacement === undefined ? undefined : await lockTeam(tx, replacement.teamId);
  const task = team === undefined ? undefined : await findTask(tx, team.taskId);
  if (replacement === undefined || team === undefined || task === undefined) return refuse('NOT_FOUND', null, { entity: 'InspectorReplacement', id: input.replacementId });
  const profile = profileOfTask(task);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.draw.inspector.replacement.redraw);
  if (act.identity.department !== replacement.departmentId) return refuse('FORBIDDEN', clause, { relation: 'OWN_DEPARTMENT' });
  if (replacement.state !== 'APPROVED') return refuse('INVALID_TRANSITION', clause, { from: replacement.state, to: 'APPLIED' });
  return substitute(tx, act, replacement, team, task, profile.value, input.substituteId);
}
