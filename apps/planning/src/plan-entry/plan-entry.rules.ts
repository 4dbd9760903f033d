import { ok, refuse, type Outcome } from '@sortition/kernel';

export const JOINT_ENTRY_STATES = ['PROPOSED', 'AGREED', 'REFUSED', 'ESCALATED', 'DECIDED', 'WITHDRAWN'] as const;
export type JointEntryState = (typeof JOINT_ENTRY_STATES)[number];

export const PLAN_ENTRY_STATES = ['OPEN', 'AGREED', 'ESCALATED', 'CANCELLED', 'IN_USE', 'DONE'] as const;
export type PlanEntryState = (typeof PLAN_ENTRY_STATES)[number];

/** An item in an entry, with what planning needs of it as the list said when the entry was saved. */
export interface EntryItem {
  readonly itemId: string;
  /** The department that inspects it. */
  readonly departmentId: string;
  readonly name: string;
  readonly itemClass: string | null;
  readonly objectType: string;
}

/** Agreement of the participants. Saving the entry again starts it anew, whatever was answered. */
const JOINT_TRANSITIONS = {
  PROPOSED: ['AGREED', 'REFUSED', 'WITHDRAWN'],
  AGREED: ['REFUSED', 'WITHDRAWN'],
  REFUSED: ['AGREED', 'PROPOSED', 'ESCALATED', 'WITHDRAWN'],
  ESCALATED: ['DECIDED'],
  DECIDED: ['WITHDRAWN'],
  WITHDRAWN: [],
} as const satisfies Record<JointEntryState, readonly JointEntryState[]>;

export function jointEntryMayBecome(from: JointEntryState | null, to: JointEntryState, clause: string | null): Outcome<void> {
  const reachable: readonly JointEntryState[] = from === null ? ['WITHDRAWN'] : JOINT_TRANSITIONS[from];
  return reachable.includes(to) ? ok(undefined) : refuse('INVALID_TRANSITION', clause, { from: from ?? 'OPEN', to });
}

export interface EntryStanding {
  readonly cancelled: boolean;
  readonly jointState: JointEntryState | null;
  readonly decision: { readonly accepted: boolean } | null;
}

/** The departments stand behind it: nobody had to agree, all did, or the coordinating body let it stand. */
export const entryIsAgreed = ({ jointState, decision }: EntryStanding): boolean =>
  jointState === null || jointState === 'AGREED' || (jointState === 'DECIDED' && decision?.accepted === true);

/** An entry that still counts. */
export const entryIsLive = ({ cancelled, jointState }: EntryStanding): boolean => !cancelled && jointState !== 'WITHDRAWN';

/** The state of an entry, with the objects that its tasks have taken and inspected. */
export function stateOfEntry(entry: EntryStanding & { readonly objectCount: number | null }, tasks: { readonly assigned: number; readonly completed: number }): PlanEntryState {
  if (!entryIsLive(entry)) return 'CANCELLED';
  if (tasks.completed > 0 && tasks.completed >= (entry.objectCount ?? 0)) return 'DONE';
  if (tasks.assigned > 0) return 'IN_USE';
  if (entry.jointState === 'ESCALATED') return 'ESCALATED';
  return entryIsAgreed(entry) ? 'AGREED' : 'OPEN';
}
