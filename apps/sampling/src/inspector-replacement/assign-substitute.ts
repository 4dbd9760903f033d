import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, profileOfTask, type Profile } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type MutationInput, type Tx } from '@sortition/service-kit';
import { findInspectors, type RosterInspectorRow } from '../roster/roster.store.ts';
import { findTask, type TaskRow } from '../task/task.store.ts';
import { announceTeam } from '../team/announce-team.ts';
import { findMembers, insertMember, lockTeam, retireMember, updateTeam, type TeamMemberRow, type TeamRow } from '../team/team.store.ts';
import { findVacancy, type FoundVacancy } from './find-vacancy.ts';
import { lockReplacement, updateReplacement, type ReplacementRow } from './inspector-replacement.store.ts';
import { maySubstitute, nextOfOrder } from './substitution.rules.ts';

interface Choice {
  /** Left out: the next of the drawn order. */
  readonly substituteId?: string | null | undefined;
  readonly outOfOrderReason?: string | null | undefined;
}

export interface AssignSubstituteInput extends MutationInput, Choice {
  readonly replacementId: string;
}

interface Chosen {
  readonly substitute: RosterInspectorRow;
  readonly outOfOrder: boolean;
  readonly outOfOrderReason: string | null;
}

/** Whoever takes the place: the next of the pre-committed order, or somebody else of the department with a reason that stays visible. CQ 8.5.2. */
async function choose(tx: Tx, { vacancy, order }: FoundVacancy, replacement: ReplacementRow, { substituteId, outOfOrderReason }: Choice, profile: Profile): Promise<Outcome<Chosen>> {
  const rules = profile.draw.inspector.replacement;
  const clause = clauseOf(rules.qualification);
  const next = nextOfOrder(order, vacancy)?.id;
  const id = substituteId ?? next;
  if (id === undefined) return refuse('NO_ELIGIBLE_INSPECTOR', clause, { department: replacement.departmentId, needed: 1, eligible: 0 });
  const [candidate] = await findInspectors(tx, [id]);
  const belongs = candidate !== undefined && (candidate.departmentId === replacement.departmentId || order.some((each) => each.id === candidate.id));
  if (!belongs) return refuse('INVALID_VALUE', clause, { field: 'substituteId' });
  const permitted = maySubstitute(candidate, vacancy, clause);
  if (!permitted.ok) return permitted;
  const outOfOrder = id !== next;
  const reason = (outOfOrderReason ?? '').trim();
  if (outOfOrder && reason === '') return refuse('MISSING_FIELD', clauseOf(rules.reasons), { field: 'outOfOrderReason', next: next ?? null });
  return ok({ substitute: candidate, outOfOrder, outOfOrderReason: outOfOrder ? reason : null });
}

/** Puts the substitute in the place of the replaced member, leader for leader: assigned, not drawn. CQ 8.5.2, CQ 8.5.3. */
export async function substitute(tx: Tx, act: Act, replacement: ReplacementRow, team: TeamRow, task: TaskRow, profile: Profile, choice: Choice): Promise<Outcome<{ replacementId: string }>> {
  const replaced = (await findMembers(tx, [team.id])).find(({ inspectorId, active }) => active && inspectorId === replacement.replacedId);
  if (replaced === undefined) return refuse('CONFLICT', null, { inspectorId: replacement.replacedId });
  const chosen = await choose(tx, await findVacancy(tx, replacement, team, task, profile), replacement, choice, profile);
  if (!chosen.ok) return chosen;
  const { substitute: successor, outOfOrder, outOfOrderReason } = chosen.value;
  if (replaced.role === 'LEADER' && successor.departmentId !== task.leadDepartmentId) return refuse('LEADER_NOT_FROM_LEAD_DEPARTMENT', clauseOf(profile.team.leaderFrom), { inspectorId: successor.id });
  await retireMember(tx, team.id, replacement.replacedId);
  const member: TeamMemberRow = { ...replaced, id: newId(), inspectorId: successor.id, origin: 'ASSIGNED', reason: replacement.reason, active: true };
  await insertMember(tx, member);
  const changed = { ...team, version: team.version + 1 };
  await updateTeam(tx, team.id, { version: changed.version });
  await updateReplacement(tx, replacement.id, { state: 'APPLIED', substituteId: successor.id, outOfOrder, outOfOrderReason });
  recordChange(tx, { entity: 'Team', entityId: team.id, before: { version: team.version, inspectorId: replacement.replacedId }, after: { version: changed.version, inspectorId: successor.id, origin: 'ASSIGNED', outOfOrder, outOfOrderReason } });
  await announceTeam(tx, act, changed);
  await appendEvent(tx, act, 'InspectorReplaced', {
    replacementId: replacement.id, teamId: team.id, taskId: task.id, taskNumber: task.taskNumber, departmentId: replacement.departmentId, divisionCode: task.divisionCode,
    replacedId: replacement.replacedId, substituteId: successor.id, reason: replacement.reason, approvedBy: replacement.decidedBy ?? '', outOfOrder, at: act.now.toISOString(),
  });
  return ok({ replacementId: replacement.id });
}

/** Names the substitute of an approved replacement, or lets the drawn order name them. CQ 8.5.2. */
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
  return substitute(tx, act, replacement, team, task, profile.value, input);
}
