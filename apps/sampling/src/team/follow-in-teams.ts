import type { Act, Tx } from '@sortition/service-kit';
import { announceTeam } from './announce-team.ts';
import { dealObject, findObjectIds, findTeamsOfTasks, updateTeam, withdrawObject } from './team.store.ts';

/** After a change of the list, the objects that left are nobody's, and each that came in goes to the team with the fewest. */
export async function followInTeams(tx: Tx, act: Act, taskId: string, removed: readonly string[], added: readonly string[]): Promise<void> {
  const teams = await findTeamsOfTasks(tx, [taskId]);
  if (teams.length === 0) return;
  const ids = teams.map(({ id }) => id);
  for (const objectId of removed) await withdrawObject(tx, objectId, ids);
  const held = await findObjectIds(tx, ids);
  const loads = new Map(teams.map(({ id }) => [id, held.filter(({ teamId }) => teamId === id).length]));
  for (const objectId of added) {
    const [lightest] = [...loads].toSorted(([, a], [, b]) => a - b);
    if (lightest === undefined) return;
    const [teamId, load] = lightest;
    await dealObject(tx, teamId, objectId);
    loads.set(teamId, load + 1);
  }
  for (const team of teams) {
    const changed = { ...team, version: team.version + 1 };
    await updateTeam(tx, team.id, { version: changed.version });
    await announceTeam(tx, act, changed);
  }
}
