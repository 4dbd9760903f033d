import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf } from '@sortition/profiles';
import type { Act, Tx } from '@sortition/service-kit';
import { planForChange, type PlanAndProfile } from '../annual-plan/own-plan.ts';
import { refuseUnseen } from '../unseen-record.store.ts';
import { findEntry, type PlanEntryRow } from './plan-entry.store.ts';

export interface EntryInPlan extends PlanAndProfile {
  readonly entry: PlanEntryRow;
}

/** An entry as it reads now, with its plan locked. */
export async function entryForChange(tx: Tx, entryId: string): Promise<Outcome<EntryInPlan>> {
  const seen = await findEntry(tx, entryId);
  if (seen === undefined) return refuseUnseen(tx, 'PlanEntry', entryId);
  const found = await planForChange(tx, seen.planId);
  if (!found.ok) return found;
  const entry = await findEntry(tx, entryId); // again, under the lock
  return ok({ ...found.value, entry: entry ?? seen });
}

/** The entry for its lead, or for the department whose plan it stands in. */
export async function ledEntryForChange(tx: Tx, act: Act, entryId: string): Promise<Outcome<EntryInPlan>> {
  const found = await entryForChange(tx, entryId);
  if (!found.ok) return found;
  const { entry, plan, profile } = found.value;
  const own = act.identity.department;
  if (own !== null && (own === entry.leadDepartmentId || own === plan.departmentId)) return found;
  return refuse('FORBIDDEN', clauseOf(profile.plan.drafter), { relation: 'LEAD_DEPARTMENT', departmentId: entry.leadDepartmentId });
}
