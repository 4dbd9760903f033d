export type DutyState = 'PERFORMED' | 'NOT_YET_DUE' | 'NOT_PERFORMED';

const GRAVITY = { PERFORMED: 0, NOT_YET_DUE: 1, NOT_PERFORMED: 2 } as const satisfies Record<DutyState, number>;

/** SAMR 4: the duty is done once a visit has ended; not yet done is no fault while the period runs. */
export function dutyStateOf(ended: boolean, dueOn: string, today: string): DutyState {
  if (ended) return 'PERFORMED';
  return today <= dueOn ? 'NOT_YET_DUE' : 'NOT_PERFORMED';
}

export const worstOf = (states: readonly DutyState[]): DutyState => states.reduce<DutyState>((worst, state) => (GRAVITY[state] > GRAVITY[worst] ? state : worst), 'PERFORMED');
