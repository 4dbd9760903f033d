import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { DeactivateInspectionObjectInput } from '../generated/resolvers.ts';
import type { OfInspectionObject } from '../payloads.ts';
import { lockRoster } from '../roster/roster.store.ts';
import { rulesInForce } from '../rules-of.ts';
import { findObjects } from './inspection-object.store.ts';
import { entryIsOwn, KEEPERS } from './save-inspection-object.ts';
import { storeObjects } from './store-entry.ts';

/** Takes an entry out of every later draw; old draws still show it. CQ 5.2.3. */
export async function deactivateInspectionObject(tx: Tx, act: Act, input: DeactivateInspectionObjectInput): Promise<Outcome<OfInspectionObject>> {
  const own = await ownDepartment(tx, act, KEEPERS, null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.objectDirectory.update);
  if (input.reason.trim() === '') return refuse('MISSING_FIELD', clause, { field: 'reason' });
  const version = await lockRoster(tx, 'OBJECT');
  const [before] = await findObjects(tx, [input.id]);
  if (before === undefined) return refuse('NOT_FOUND', null, { inspectionObjectId: input.id });
  const allowed = entryIsOwn(profile.value, own.value, before);
  if (!allowed.ok) return allowed;
  if (before.state === 'INACTIVE') return refuse('INVALID_TRANSITION', clause, { from: 'INACTIVE', to: 'INACTIVE' });
  const after = { ...before, state: 'INACTIVE', rowVersion: before.rowVersion + 1, recordedAt: act.now, recordedBy: act.identity.subject, reason: input.reason };
  await storeObjects(tx, act, version, [{ before, after }]);
  return ok({ inspectionObjectId: before.id });
}
