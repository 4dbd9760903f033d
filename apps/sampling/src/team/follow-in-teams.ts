import type { Act, Tx } from '@sortition/service-kit';
import { announceTeam } from './announce-team.ts';
import { dealAdded } from './deal-added.rules.ts';
import { recusalsOf } from './list-as-it-stands.ts';
import { dealObject, findMembers, findObjectIds, findTeamsOfTasks, updateTeam, withdrawObject } from './team.store.ts';

/** After a change of the list, the objects that left are nobody's, and each that came in goes to the lightest team that need not avoid it. */
export async function followInTeams(tx: Tx, act: Act, taskId: string, removed: readonly string[], added: readonly string[]): Promise<void> {
  const teams = await findTeamsOfTasks(tx, [taskId]);
  if (teams.length === 0) return;
  const ids = teams.map(({ id }) => id);
  for (const objectId of removed) await withdrawObject(tx, objectId, ids);
  const held = await findObjectIds(tx, ids);
  const members = (await findMembers(tx, ids)).filter(({ active }) => active);
  const recusals = await recusalsOf(tx, ids.map((id) => members.filter(({ teamId }) => teamId === id).flatMap(({ inspectorId }) => inspectorId ?? [])));
  const hands = ids.map((id, place) => ({ objectIds: held.filter(({ teamId }) => teamId === id).map(({ objectId }) => objectId), recusedFrom: recusals[place] ?? new Set<string>() }));
  const after = dealAdded(added, hands);
  for (const [place, id] of ids.entries()) for (const objectId of after[place]?.objectIds ?? []) if (added.includes(objectId)) await dealObject(tx, id, objectId);
  for (const team of teams) {
    const changed = { ...team, version: team.version + 1 };
    await updateTeam(tx, team.id, { version: changed.version });
    await announceTeam(tx, act, changed);
  }
}
