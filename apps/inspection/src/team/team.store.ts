import { and, eq, inArray } from 'drizzle-orm';
import type { EventPayload } from '@sortition/events';
import { among, type Tx } from '@sortition/service-kit';
import { team, teamMember, teamObject } from './team.table.ts';

export type MemberRow = typeof teamMember.$inferSelect;

const ofCurrentVersion = and(eq(teamMember.teamId, team.id), eq(teamMember.version, team.version));

/** Those who inspect: leader and members. Experts and third parties assist and sign nothing (CQ 5.3.3). */
export async function listInspectors(tx: Tx, teamId: string): Promise<MemberRow[]> {
  const rows = await tx.select({ member: teamMember }).from(team).innerJoin(teamMember, ofCurrentVersion)
    .where(and(eq(team.id, teamId), inArray(teamMember.role, ['LEADER', 'MEMBER'])));
  return rows.map(({ member }) => member);
}

/** What somebody is in each of several teams; nothing where they are not in it. */
export async function findMemberships(tx: Tx, teamIds: readonly string[], subject: string): Promise<MemberRow[]> {
  const rows = await tx.select({ member: teamMember }).from(team).innerJoin(teamMember, ofCurrentVersion).where(and(among(team.id, teamIds), eq(teamMember.subject, subject)));
  return rows.map(({ member }) => member);
}

export async function findMember(tx: Tx, teamId: string, subject: string): Promise<MemberRow | undefined> {
  const [member] = await findMemberships(tx, [teamId], subject);
  return member;
}

/** Whether inspectors were drawn for the task and stand in a team. */
export async function hasTeam(tx: Tx, taskId: string): Promise<boolean> {
  const [row] = await tx.select({ id: team.id }).from(team).where(eq(team.taskId, taskId)).limit(1);
  return row !== undefined;
}

export async function findTeamOf(tx: Tx, taskId: string, objectId: string): Promise<string | undefined> {
  const [row] = await tx.select({ teamId: teamObject.teamId }).from(teamObject).where(and(eq(teamObject.taskId, taskId), eq(teamObject.objectId, objectId)));
  return row?.teamId;
}

/** Locks the team's place at the object, so that two calls cannot both make the first visit. */
export async function lockTeamOf(tx: Tx, taskId: string, objectId: string): Promise<string | undefined> {
  const [row] = await tx.select({ teamId: teamObject.teamId }).from(teamObject).where(and(eq(teamObject.taskId, taskId), eq(teamObject.objectId, objectId))).for('update');
  return row?.teamId;
}

/** The tasks for which the caller inspects the object, newest first by their ids. */
export async function listTasksOfInspector(tx: Tx, objectId: string, subject: string): Promise<string[]> {
  const rows = await tx.select({ taskId: teamObject.taskId }).from(teamObject)
    .innerJoin(team, eq(team.id, teamObject.teamId)).innerJoin(teamMember, ofCurrentVersion)
    .where(and(eq(teamObject.objectId, objectId), eq(teamMember.subject, subject), inArray(teamMember.role, ['LEADER', 'MEMBER'])));
  return rows.map(({ taskId }) => taskId).sort().reverse();
}

/** Takes in a team, or the newer version that a replacement made. An older word that arrives late changes nothing. */
export async function saveTeam(tx: Tx, told: EventPayload<'TeamFormed'>): Promise<void> {
  const [known] = await tx.select({ version: team.version }).from(team).where(eq(team.id, told.teamId)).for('update');
  if (known !== undefined && known.version >= told.version) return;
  const row = { id: told.teamId, taskId: told.taskId, version: told.version, formedAt: new Date(told.formedAt) };
  await tx.insert(team).values(row).onConflictDoUpdate({ target: team.id, set: row });
  await tx.insert(teamMember).values(told.members.map(({ inspectorId, subject, departmentId, role, certificateExpiresOn }) =>
    ({ teamId: told.teamId, version: told.version, inspectorId, subject, departmentId, role, certificateExpiresOn })));
  // what another task wants of an object of the team is the team's as well (GA art.35)
  const places = [...told.objectIds.map((objectId) => ({ taskId: told.taskId, objectId })), ...told.merged].map((place) => ({ ...place, teamId: told.teamId }));
  for (let start = 0; start < places.length; start += 5_000) {
    const rows = places.slice(start, start + 5_000);
    await tx.insert(teamObject).values(rows).onConflictDoUpdate({ target: [teamObject.taskId, teamObject.objectId], set: { teamId: told.teamId } });
  }
}
