import type { Tx } from '@sortition/service-kit';
import { listDrawnObjects, type ObjectDrawRow } from '../object-draw/object-draw.store.ts';
import { findInspectors } from '../roster/roster.store.ts';
import { dealAdded } from './deal-added.rules.ts';
import type { PlannedTeam } from './team.rules.ts';

/** What the inspectors of each team have to avoid. */
export async function recusalsOf(tx: Tx, teams: readonly (readonly string[])[]): Promise<Set<string>[]> {
  const known = new Map((await findInspectors(tx, teams.flat())).map((row) => [row.id, row.recusedObjectIds]));
  return teams.map((members) => new Set(members.flatMap((inspectorId) => known.get(inspectorId) ?? [])));
}

/**
 * The teams with the objects that are on the list now. Inspectors were matched to an earlier version: what has left it since is nobody's,
 * what came in goes to the lightest team, and what is merged is served by the other task's team. CQ 8.4.3, GA art.34.
 */
export async function listAsItStands(tx: Tx, objects: ObjectDrawRow, teams: readonly PlannedTeam[]): Promise<PlannedTeam[]> {
  const served = (await listDrawnObjects(tx, objects.id, objects.listVersion)).filter(({ state }) => state !== 'MERGED').map(({ objectId }) => objectId);
  const listed = new Set(served);
  const dealt = new Set(teams.flatMap(({ objectIds }) => objectIds));
  const recusals = await recusalsOf(tx, teams.map(({ members }) => members.map(({ inspectorId }) => inspectorId)));
  const hands = teams.map(({ objectIds }, place) => ({ objectIds: objectIds.filter((objectId) => listed.has(objectId)), recusedFrom: recusals[place] ?? new Set<string>() }));
  const after = dealAdded(served.filter((objectId) => !dealt.has(objectId)), hands);
  return teams.map((team, place) => ({ ...team, objectIds: after[place]?.objectIds ?? [] }));
}
