import { ok, refuse, type Outcome } from '@sortition/kernel';

export const SUPERIOR_TASK_STATES = ['IMPORTED', 'ACCEPTED', 'REPORTED'] as const;
export type SuperiorTaskState = (typeof SUPERIOR_TASK_STATES)[number];

const TRANSITIONS = { IMPORTED: ['ACCEPTED'], ACCEPTED: ['REPORTED'], REPORTED: [] } as const satisfies Record<SuperiorTaskState, readonly SuperiorTaskState[]>;

export function superiorTaskMayBecome(from: SuperiorTaskState, to: SuperiorTaskState, clause: string | null): Outcome<void> {
  const reachable: readonly SuperiorTaskState[] = TRANSITIONS[from];
  return reachable.includes(to) ? ok(undefined) : refuse('INVALID_TRANSITION', clause, { from, to });
}
