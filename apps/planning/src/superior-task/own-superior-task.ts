import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { profileUnder } from '../stamped-profile.ts';
import { lockSuperiorTask, type SuperiorTaskRow } from './superior-task.store.ts';

export interface SuperiorTaskAndProfile {
  readonly superior: SuperiorTaskRow;
  readonly profile: Profile;
  readonly clause: string | null;
}

/** The superior's task for the department that has to carry it out, locked. */
export async function ownSuperiorTask(tx: Tx, act: Act, id: string): Promise<Outcome<SuperiorTaskAndProfile>> {
  const superior = await lockSuperiorTask(tx, id);
  if (superior === undefined) return refuse('NOT_FOUND', null, { entity: 'SuperiorTask', id });
  const profile = profileUnder(superior);
  const clause = clauseOf(profile.task.origins);
  return superior.departmentId === act.identity.department ? ok({ superior, profile, clause }) : refuse('FORBIDDEN', clause, { relation: 'OWN_DEPARTMENT', departmentId: superior.departmentId });
}
