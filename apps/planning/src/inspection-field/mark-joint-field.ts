import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import { recordChange, type Act, type Tx } from '@sortition/service-kit';
import { ownDepartment } from '../department/department.store.ts';
import { divisionCovers } from '../division.rules.ts';
import { profileForNewAct } from '../stamped-profile.ts';
import { findJointField, saveJointField } from './inspection-field.store.ts';

export interface MarkJointFieldInput {
  readonly idempotencyKey: string;
  readonly field: string;
  readonly divisionCode: string;
  readonly marked: boolean;
  readonly reason: string;
}

/** 监管领域多、检查频次高: the coordinating body says where departments inspect together, in its own area. SAMR 3.1. */
export async function markJointField(tx: Tx, act: Act, { field, divisionCode, marked, reason }: MarkJointFieldInput): Promise<Outcome<{ field: string; divisionCode: string }>> {
  const own = await ownDepartment(tx, act);
  if (!own.ok) return own;
  const profile = profileForNewAct(own.value.profile, act.now);
  if (!profile.ok) return profile;
  const clause = clauseOf(profile.value.joint.required);
  if (!divisionCovers(own.value.divisionCode, divisionCode)) return refuse('FORBIDDEN', clause, { field: 'divisionCode' });
  const empty = Object.entries({ field, reason }).find(([, text]) => text.trim() === '');
  if (empty !== undefined) return refuse('MISSING_FIELD', clause, { field: empty[0] });
  const before = await findJointField(tx, field, divisionCode);
  const row = { field, divisionCode, marked, reason, by: act.identity.subject, at: act.now };
  await saveJointField(tx, row);
  recordChange(tx, { entity: 'JointField', entityId: `${divisionCode}:${field}`, before, after: row });
  return ok({ field, divisionCode });
}
