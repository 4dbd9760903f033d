import { ok, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { appendEvent, recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { ConfirmDirectoriesInput } from '../generated/resolvers.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { putConfirmation } from './directory-confirmation.store.ts';

export interface ConfirmedDirectories {
  readonly taskId: string;
  readonly departmentId: string;
}

/** A department answers, by name, for both of its directories as they stand. CC art.7. */
export async function confirmDirectories(tx: Tx, act: Act, { taskId }: ConfirmDirectoriesInput): Promise<Outcome<ConfirmedDirectories>> {
  const own = await ownDepartment(tx, act, ['DIRECTORY_MANAGER', 'PLANNER', 'DEPARTMENT_HEAD', 'DEPARTMENT_PRINCIPAL_HEAD'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const objectRosterVersion = await lockRoster(tx, 'OBJECT');
  const inspectorRosterVersion = await lockRoster(tx, 'INSPECTOR');
  const row = { taskId, departmentId: own.value.id, state: 'CONFIRMED', confirmedBy: act.identity.subject, confirmedAt: act.now, objectRosterVersion, inspectorRosterVersion };
  await putConfirmation(tx, row);
  recordChange(tx, { entity: 'DirectoryConfirmation', entityId: taskId, before: null, after: { ...row, clause: clauseOf(profile.value.directory.confirmBeforeDraw) } });
  await appendEvent(tx, act, 'DirectoryConfirmed', { taskId, departmentId: own.value.id, state: 'CONFIRMED', at: act.now.toISOString() });
  return ok({ taskId, departmentId: own.value.id });
}
