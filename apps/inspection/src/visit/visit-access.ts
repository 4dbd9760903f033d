import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { profileOfTask } from '../task/profile-of-task.ts';
import { findMember, type MemberRow } from '../team/team.store.ts';
import { actIsOpen, type VisitAct } from './visit.rules.ts';
import { lockInspection, type InspectionRow } from './visit.store.ts';
import type { InspectionState } from './visit.table.ts';

/** A visit, the rules that it is judged by, and the member of its team who acts. */
export interface VisitAccess {
  readonly visit: InspectionRow;
  readonly profile: Profile;
  readonly member: MemberRow;
}

/** CQ 8.6.3: only the team inspects. An expert assists and is no inspector (CQ 5.3.3). */
export async function memberOf(tx: Tx, act: Act, teamId: string, profile: Profile): Promise<Outcome<MemberRow>> {
  const member = await findMember(tx, teamId, act.identity.subject);
  return member === undefined || member.role === 'ASSISTING' ? refuse('FORBIDDEN', clauseOf(profile.record.form), { relation: 'TEAM_MEMBER' }) : ok(member);
}

/** CQ 8.5.3: the leader organises. */
export const leaderOnly = (member: MemberRow, profile: Profile): Outcome<void> =>
  member.role === 'LEADER' ? ok(undefined) : refuse('LEADER_ONLY', clauseOf(profile.team.leaderFrom), {});

/** A visit that the row policies hide, and one that does not exist, answer alike. */
export async function findVisit(tx: Tx, inspectionId: string): Promise<Outcome<{ readonly visit: InspectionRow; readonly profile: Profile }>> {
  const visit = await lockInspection(tx, inspectionId);
  return visit === undefined ? refuse('FORBIDDEN', null, { inspectionId }) : ok({ visit, profile: profileOfTask(visit) });
}

export async function visitAsMember(tx: Tx, act: Act, inspectionId: string): Promise<Outcome<VisitAccess>> {
  const found = await findVisit(tx, inspectionId);
  if (!found.ok) return found;
  const member = await memberOf(tx, act, found.value.visit.teamId, found.value.profile);
  return member.ok ? ok({ ...found.value, member: member.value }) : member;
}

export async function visitAsLeader(tx: Tx, act: Act, inspectionId: string): Promise<Outcome<VisitAccess>> {
  const access = await visitAsMember(tx, act, inspectionId);
  if (!access.ok) return access;
  const leader = leaderOnly(access.value.member, access.value.profile);
  return leader.ok ? access : leader;
}

/** CQ 8.7.3: what is archived stays as it is. */
export const dossierMustBeOpen = (visit: InspectionRow, profile: Profile): Outcome<void> =>
  visit.sealedAt === null ? ok(undefined) : refuse('DOSSIER_SEALED', clauseOf(profile.archive.required), { sealedAt: visit.sealedAt.toISOString() });

/** Whether the act fits the state of the visit; `to` is the state that it would have led to, or the act itself. */
export function visitMustAllow(visit: InspectionRow, profile: Profile, act: VisitAct, to: InspectionState | VisitAct): Outcome<void> {
  const open = dossierMustBeOpen(visit, profile);
  if (!open.ok) return open;
  return actIsOpen(act, visit.state) ? ok(undefined) : refuse('INVALID_TRANSITION', clauseOf(profile.record.form), { from: visit.state, to });
}
