import { and, asc, eq, gte, lt, ne } from 'drizzle-orm';
import { among, byKeys, type Tx } from '@sortition/service-kit';
import { rosterInspector } from '../roster/roster.table.ts';
import type { EarlierService } from './team.rules.ts';
import { expertDraw, team, teamMember, teamMergedVisit, teamObject } from './team.table.ts';

export type TeamRow = typeof team.$inferSelect;
export type TeamMemberRow = typeof teamMember.$inferSelect;

export async function insertTeam(tx: Tx, row: TeamRow, members: readonly TeamMemberRow[], objectIds: readonly string[]): Promise<void> {
  await tx.insert(team).values(row);
  await tx.insert(teamMember).values([...members]);
  const objects = objectIds.map((objectId) => ({ teamId: row.id, objectId }));
  for (let start = 0; start < objects.length; start += 5_000) await tx.insert(teamObject).values(objects.slice(start, start + 5_000));
}

export async function lockTeam(tx: Tx, id: string): Promise<TeamRow | undefined> {
  const [row] = await tx.select().from(team).where(eq(team.id, id)).for('update');
  return row;
}

export const findTeamsByIds = byKeys((tx, ids) => tx.select().from(team).where(among(team.id, ids)));

export const findTeamsOfTasks = byKeys((tx, taskIds) => tx.select().from(team).where(among(team.taskId, taskIds)).orderBy(asc(team.taskId), asc(team.number)));

export const findMembers = byKeys((tx, teamIds) => tx.select().from(teamMember).where(among(teamMember.teamId, teamIds)).orderBy(asc(teamMember.role), asc(teamMember.id)));

export async function findObjectIds(tx: Tx, teamIds: readonly string[]): Promise<{ teamId: string; objectId: string }[]> {
  return tx.select().from(teamObject).where(among(teamObject.teamId, teamIds)).orderBy(asc(teamObject.objectId));
}

export interface AbsentMember {
  readonly taskId: string;
  readonly teamId: string;
  readonly inspectorId: string;
}

/** Members who serve in a team and have left the directory. CQ 5.3.4. */
export async function absentMembers(tx: Tx, taskIds: readonly string[]): Promise<AbsentMember[]> {
  return tx.select({ taskId: team.taskId, teamId: team.id, inspectorId: rosterInspector.id }).from(teamMember)
    .innerJoin(team, eq(team.id, teamMember.teamId)).innerJoin(rosterInspector, eq(rosterInspector.id, teamMember.inspectorId))
    .where(and(among(team.taskId, taskIds), eq(teamMember.active, true), eq(rosterInspector.active, false))).orderBy(asc(team.number), asc(rosterInspector.id));
}

export const updateTeam = async (tx: Tx, id: string, change: Partial<TeamRow>): Promise<void> => { await tx.update(team).set(change).where(eq(team.id, id)); };

export const insertMember = async (tx: Tx, row: TeamMemberRow): Promise<void> => { await tx.insert(teamMember).values(row); };

export const retireMember = async (tx: Tx, teamId: string, inspectorId: string): Promise<void> => {
  await tx.update(teamMember).set({ active: false }).where(and(eq(teamMember.teamId, teamId), eq(teamMember.inspectorId, inspectorId)));
};

export const dealObject = async (tx: Tx, teamId: string, objectId: string): Promise<void> => { await tx.insert(teamObject).values({ teamId, objectId }).onConflictDoNothing(); };

export const withdrawObject = async (tx: Tx, objectId: string, teamIds: readonly string[]): Promise<void> => {
  await tx.delete(teamObject).where(and(eq(teamObject.objectId, objectId), among(teamObject.teamId, teamIds)));
};

/** Who served at the objects in the teams that were formed within a time. */
export async function serviceBetween(tx: Tx, objectIds: readonly string[], from: Date, until: Date): Promise<EarlierService[]> {
  if (objectIds.length === 0) return [];
  const rows = await tx.select({ objectId: teamObject.objectId, teamId: team.id, inspectorId: teamMember.inspectorId }).from(teamObject)
    .innerJoin(team, eq(team.id, teamObject.teamId)).innerJoin(teamMember, and(eq(teamMember.teamId, team.id), eq(teamMember.active, true), ne(teamMember.role, 'ASSISTING')))
    .where(and(among(teamObject.objectId, objectIds), gte(team.formedAt, from), lt(team.formedAt, until)));
  return rows.flatMap(({ inspectorId, ...row }) => (inspectorId === null ? [] : [{ ...row, inspectorId }]));
}

export const insertMergedVisits = async (tx: Tx, rows: readonly (typeof teamMergedVisit.$inferInsert)[]): Promise<void> => {
  if (rows.length > 0) await tx.insert(teamMergedVisit).values([...rows]).onConflictDoNothing();
};

export const findMergedVisits = byKeys((tx, teamIds) => tx.select().from(teamMergedVisit).where(among(teamMergedVisit.teamId, teamIds)).orderBy(asc(teamMergedVisit.taskId), asc(teamMergedVisit.objectId)));

export const insertExpertDraw = async (tx: Tx, row: typeof expertDraw.$inferInsert): Promise<void> => { await tx.insert(expertDraw).values(row); };

export const findExpertDraws = byKeys((tx, teamIds) => tx.select().from(expertDraw).where(among(expertDraw.teamId, teamIds)).orderBy(asc(expertDraw.drawnAt), asc(expertDraw.id)));

export const findExpertDrawsOfTask = (tx: Tx, taskId: string) => tx.select().from(expertDraw).where(eq(expertDraw.taskId, taskId)).orderBy(asc(expertDraw.drawnAt), asc(expertDraw.id));

export async function findExpertDraw(tx: Tx, id: string): Promise<typeof expertDraw.$inferSelect | undefined> {
  const [row] = await tx.select().from(expertDraw).where(eq(expertDraw.id, id));
  return row;
}
