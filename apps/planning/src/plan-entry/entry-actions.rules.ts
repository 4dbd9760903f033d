import { entriesMayBeChanged, type PlanState } from '../annual-plan/annual-plan.rules.ts';
import { entryIsLive, type EntryStanding } from './plan-entry.rules.ts';

/** What decides on the actions of a caller. */
export interface CallerOnEntry {
  readonly isLead: boolean;
  readonly isParticipant: boolean;
  readonly isCoordinator: boolean;
}

/** The operations that a caller may try on an entry as it stands. */
export function entryActions(entry: EntryStanding & { readonly published: boolean }, plan: PlanState, caller: CallerOnEntry): string[] {
  if (!entryIsLive(entry)) return [];
  const changing = entriesMayBeChanged(plan);
  const { jointState } = entry;
  return [
    ...(caller.isLead && changing ? ['savePlanEntry', 'mergePlanEntries'] : []),
    ...(caller.isLead && changing && !entry.published && jointState !== 'ESCALATED' ? ['withdrawPlanEntry'] : []),
    ...(caller.isLead && changing && jointState === 'REFUSED' ? ['escalatePlanEntry'] : []),
    ...(caller.isLead && (plan === 'PUBLISHED' || plan === 'ADJUSTING') ? ['cancelPlanEntry'] : []),
    ...(caller.isLead && entry.published ? ['createTask'] : []),
    ...(caller.isParticipant && changing && (jointState === 'PROPOSED' || jointState === 'AGREED' || jointState === 'REFUSED') ? ['agreePlanEntry'] : []),
    ...(caller.isCoordinator && jointState === 'ESCALATED' ? ['decideEscalation'] : []),
  ];
}
