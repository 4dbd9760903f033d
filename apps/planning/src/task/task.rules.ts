import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export const TASK_STATES = ['DRAFT', 'INVITED', 'RESPONDED', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED', 'CANCELLED'] as const;
/** 专项检查 needs a ground of its own. SAMR 2.2, SY art.10. */
export const TASK_KINDS = ['ORDINARY', 'SPECIAL'] as const;

export type TaskState = (typeof TASK_STATES)[number];

const TRANSITIONS = {
  DRAFT: ['INVITED', 'SCHEME_AGREED', 'CANCELLED'],
  INVITED: ['RESPONDED', 'CANCELLED'],
  RESPONDED: ['SCHEME_AGREED', 'CANCELLED'],
  SCHEME_AGREED: ['READY', 'CANCELLED'],
  READY: ['DRAWING', 'CANCELLED'],
  DRAWING: ['DISPATCHED', 'CANCELLED'],
  DISPATCHED: ['TEAMED', 'CANCELLED'],
  TEAMED: ['IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['COMPLETED'],
  COMPLETED: ['CLOSED'],
  CLOSED: [],
  CANCELLED: [],
} as const satisfies Record<TaskState, readonly TaskState[]>;

export function taskMayBecome(from: TaskState, to: TaskState): Outcome<void> {
  const reachable: readonly TaskState[] = TRANSITIONS[from];
  return reachable.includes(to) ? ok(undefined) : refuse('INVALID_TRANSITION', null, { from, to });
}

/** The clause that orders a state, in the words of the profile: the figure E.1 is lost, its order is that of 8.2 to 8.8. */
export function clauseOfState(profile: Profile, state: TaskState): string | null {
  switch (state) {
    case 'INVITED': return clauseOf(profile.joint.initiationModes);
    case 'RESPONDED': return clauseOf(profile.joint.response.workingDays);
    case 'SCHEME_AGREED': return clauseOf(profile.scheme.required);
    case 'READY': return clauseOf(profile.task.creator);
    case 'DRAWING':
    case 'DISPATCHED': return clauseOf(profile.draw.object.drawnBy);
    case 'TEAMED': return clauseOf(profile.draw.inspector.drawnBy);
    case 'IN_PROGRESS': return clauseOf(profile.record.form);
    case 'COMPLETED': return clauseOf(profile.result.codes);
    case 'CLOSED': return clauseOf(profile.publication.workingDays);
    case 'DRAFT':
    case 'CANCELLED': return null;
  }
}

const RANK = new Map(TASK_STATES.map((state, index) => [state, index]));
export const rankOf = (state: TaskState): number => RANK.get(state) ?? 0;

/** News of other services overtake each other: a task stands where the furthest of them puts it, and never steps back. */
export const furthest = (state: TaskState, reached: TaskState): TaskState => (rankOf(reached) > rankOf(state) ? reached : state);

export const taskIsOpen = (state: TaskState): boolean => state !== 'COMPLETED' && state !== 'CLOSED' && state !== 'CANCELLED';

/** The scheme is drawn up before the draw: at once, or when those who were invited have answered. GA art.40. */
export const schemeIsOpen = (state: TaskState): boolean => state === 'DRAFT' || state === 'RESPONDED';

/** The operations of planning that a caller may try on a task as it stands. */
export function taskActions(state: TaskState, scheme: 'DRAFT' | 'SUBMITTED' | 'AGREED' | null, caller: { readonly isLead: boolean; readonly isParticipant: boolean; readonly invites: boolean }): string[] {
  return [
    ...(caller.isLead && caller.invites && state === 'DRAFT' ? ['pushJointTask'] : []),
    ...(caller.isParticipant && state === 'INVITED' ? ['respondToJointTask'] : []),
    ...(caller.isLead && schemeIsOpen(state) ? ['saveScheme'] : []),
    ...(caller.isParticipant && schemeIsOpen(state) && scheme === 'SUBMITTED' ? ['agreeScheme'] : []),
    ...(caller.isLead && taskMayBecome(state, 'COMPLETED').ok ? ['completeTask'] : []),
    ...(caller.isLead && taskMayBecome(state, 'CANCELLED').ok ? ['cancelTask'] : []),
  ];
}
