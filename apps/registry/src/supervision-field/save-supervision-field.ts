import { newId, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/own-department.ts';
import type { SaveSupervisionFieldInput } from '../generated/resolvers.ts';
import { rulesInForce } from '../rules-of.ts';
import { fieldIsClassed } from './supervision-field.rules.ts';
import { fieldNamed, putField } from './supervision-field.store.ts';

/** A department says of a field of its own whether it is special; the same name is the same field. GA art.11. */
export async function saveSupervisionField(tx: Tx, act: Act, input: SaveSupervisionFieldInput): Promise<Outcome<{ fieldId: string }>> {
  const own = await ownDepartment(tx, act, ['LIST_MANAGER'], null);
  if (!own.ok) return own;
  const profile = rulesInForce(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const name = input.name.trim();
  if (name === '') return refuse('MISSING_FIELD', clauseOf(profile.value.fieldClass.codes), { field: 'name' });
  const classed = fieldIsClassed(profile.value, input);
  if (!classed.ok) return classed;
  const before = await fieldNamed(tx, own.value.id, name);
  const row = { id: before?.id ?? newId(), departmentId: own.value.id, name, ...classed.value, updatedAt: act.now };
  await putField(tx, row);
  recordChange(tx, { entity: 'SupervisionField', entityId: row.id, before: before ?? null, after: row });
  return ok({ fieldId: row.id });
}
