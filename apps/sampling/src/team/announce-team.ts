import { appendEvent, type Act, type Tx } from '@sortition/service-kit';
import { findInspectors } from '../roster/roster.store.ts';
import { findMembers, findMergedVisits, findObjectIds, type TeamRow } from './team.store.ts';

/** Tells the other services who stands for which objects; sent again with a higher version after each change. */
export async function announceTeam(tx: Tx, act: Act, team: TeamRow): Promise<void> {
  const members = (await findMembers(tx, [team.id])).filter(({ active }) => active);
  const inspectors = new Map((await findInspectors(tx, members.flatMap(({ inspectorId }) => inspectorId ?? []))).map((row) => [row.id, row]));
  const objects = await findObjectIds(tx, [team.id]);
  await appendEvent(tx, act, 'TeamFormed', {
    teamId: team.id, taskId: team.taskId, version: team.version, formedAt: team.formedAt.toISOString(), objectIds: objects.map(({ objectId }) => objectId),
    merged: (await findMergedVisits(tx, [team.id])).map(({ taskId, objectId }) => ({ taskId, objectId })),
    members: members.map((member) => {
      const inspector = member.inspectorId === null ? undefined : inspectors.get(member.inspectorId);
      return {
        inspectorId: member.inspectorId ?? member.expertId ?? member.id, subject: inspector?.subject ?? null, departmentId: member.departmentId, role: member.role,
        origin: member.origin, certificateExpiresOn: inspector?.certificateExpiresOn ?? null,
      };
    }),
  });
}
