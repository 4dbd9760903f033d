import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { findDepartments } from '../department/department.store.ts';
import { ownDepartment } from '../department/own-department.ts';
import type { RequestDirectoryBuildInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { insertBuild } from './directory-build.store.ts';

const MOST = 200;

/** A city department without a directory has its counterparts in the counties build it. CC art.7. */
export async function requestDirectoryBuild(tx: Tx, act: Act, input: RequestDirectoryBuildInput): Promise<Outcome<{ buildId: string }>> {
  const own = await ownDepartment(tx, act, ['DIRECTORY_MANAGER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.directory.directImport);
  if (own.value.level !== 'MUNICIPAL') return refuse('FORBIDDEN', clause, { level: own.value.level });
  const asked = [...new Set(input.departmentIds)];
  if (asked.length === 0) return refuse('MISSING_FIELD', clause, { field: 'departmentIds' });
  if (asked.length > MOST) return refuse('INVALID_VALUE', clause, { field: 'departmentIds', max: MOST });
  const area = own.value.divisionCode.replace(/(?:00){1,2}$/, '');
  const known = (await findDepartments(tx, asked)).filter(({ id, profile: code, level, divisionCode }) =>
    id !== own.value.id && code === own.value.profile && (level === 'COUNTY' || level === 'DEVELOPMENT_ZONE') && divisionCode.startsWith(area));
  const strange = asked.find((id) => !known.some((department) => department.id === id));
  if (strange !== undefined) return refuse('INVALID_VALUE', clause, { field: 'departmentIds', value: strange });
  const row = { id: newId(), departmentId: own.value.id, directory: input.directory, askedDepartmentIds: asked, requestedAt: act.now, requestedBy: act.identity.subject };
  await insertBuild(tx, row);
  recordChange(tx, { entity: 'DirectoryBuild', entityId: row.id, before: null, after: row });
  return ok({ buildId: row.id });
}
