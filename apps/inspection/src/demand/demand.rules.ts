import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { DemandState } from './demand.table.ts';

/** What may follow each state; everything else is an undefined transition. */
export const TRANSITIONS = {
  REGISTERED: ['RESOLVED_ON_SITE', 'TAKEN_BACK', 'ROUTED'],
  RESOLVED_ON_SITE: ['VISITED'],
  TAKEN_BACK: ['REPLIED'],
  ROUTED: ['TAKEN_BACK'],
  REPLIED: ['VISITED'],
  VISITED: [],
} as const satisfies Record<DemandState, readonly DemandState[]>;

export const demandClause = (profile: Profile): string => clauseOf(profile.demand.enabled);

export function demandMayBecome(from: DemandState, to: DemandState, profile: Profile): Outcome<DemandState> {
  return TRANSITIONS[from].some((next) => next === to) ? ok(to) : refuse('INVALID_TRANSITION', demandClause(profile), { from, to });
}

/** GA art.47: taken back and not answered when its working days are over. */
export const isOverdue = ({ state, dueOn }: { readonly state: DemandState; readonly dueOn: string | null }, today: string): boolean => state === 'TAKEN_BACK' && dueOn !== null && dueOn < today;
