import type { Tx } from '@sortition/service-kit';
import { findEntryAgreements } from '../plan-entry/entry-agreement.store.ts';
import { entryIsLive } from '../plan-entry/plan-entry.rules.ts';
import { findEntriesOfPlans, type PlanEntryRow } from '../plan-entry/plan-entry.store.ts';
import type { ReadyEntry } from './plan-readiness.rules.ts';

/** The live entries of a plan as they read now, each with its answers. */
export async function liveEntriesOf(tx: Tx, planId: string): Promise<(PlanEntryRow & ReadyEntry)[]> {
  const entries = (await findEntriesOfPlans(tx, [planId])).filter(entryIsLive);
  const agreements = await findEntryAgreements(tx, entries);
  return entries.map((entry) => ({ ...entry, agreements: agreements.filter(({ entryId, revision }) => entryId === entry.id && revision === entry.revision) }));
}
