import { ok, refuse, type Outcome } from '@sortition/kernel';

export const TASK_STATES = ['DRAFT', 'SCHEME_AGREED', 'READY', 'DRAWING', 'DISPATCHED', 'TEAMED', 'IN_PROGRESS', 'COMPLETED', 'CLOSED', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

const TRANSITIONS = {
  DRAFT: ['SCHEME_AGREED', 'CANCELLED'],
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
  return reachable.includes(to) ? ok(undefined) : refuse('INVALID_TRANSITION', 'CQ 8.1', { from, to });
}

/** The clause that orders a state: the figure E.1 is lost, its order is that of 8.2 to 8.8. */
const CLAUSE_OF_STATE: Readonly<Record<TaskState, string | null>> = {
  DRAFT: null, SCHEME_AGREED: '8.2', READY: '8.3', DRAWING: '8.4', DISPATCHED: '8.4.2', TEAMED: '8.5', IN_PROGRESS: '8.6', COMPLETED: '8.7', CLOSED: '8.8', CANCELLED: null,
};

export const clauseOfState = (state: TaskState): string | null => CLAUSE_OF_STATE[state];

const RANK = new Map(TASK_STATES.map((state, index) => [state, index]));
export const rankOf = (state: TaskState): number => RANK.get(state) ?? 0;

/** News of other services overtake each other: a task stands where the furthest of them puts it, and never steps back. */
export const furthest = (state: TaskState, reached: TaskState): TaskState => (rankOf(reached) > rankOf(state) ? reached : state);

export const taskIsOpen = (state: TaskState): boolean => state !== 'COMPLETED' && state !== 'CLOSED' && state !== 'CANCELLED';
