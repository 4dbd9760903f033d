import { ok, refuse, type Outcome } from '@sortition/kernel';

export type DrawState = 'PREPARED' | 'DRAWN' | 'IMPORTED' | 'FLAGGED' | 'CONFIRMED' | 'DISPATCHED' | 'CHANGED' | 'VOID';
export type DrawAction = 'drawObjects' | 'excludeDrawnObject' | 'mergeDrawnObject' | 'confirmObjectDraw' | 'dispatchObjectList' | 'requestObjectChange' | 'voidDraw';

/** What may happen to a draw in each state, and the state it leads to. */
export const TRANSITIONS = {
  PREPARED: { drawObjects: 'DRAWN', voidDraw: 'VOID' },
  DRAWN: { confirmObjectDraw: 'CONFIRMED', voidDraw: 'VOID' },
  IMPORTED: { excludeDrawnObject: 'IMPORTED', mergeDrawnObject: 'IMPORTED', confirmObjectDraw: 'CONFIRMED', voidDraw: 'VOID' },
  FLAGGED: { excludeDrawnObject: 'FLAGGED', mergeDrawnObject: 'FLAGGED', confirmObjectDraw: 'CONFIRMED', voidDraw: 'VOID' },
  CONFIRMED: { dispatchObjectList: 'DISPATCHED', requestObjectChange: 'CHANGED' },
  DISPATCHED: { requestObjectChange: 'CHANGED' },
  CHANGED: { dispatchObjectList: 'DISPATCHED', requestObjectChange: 'CHANGED' },
  VOID: {},
} as const satisfies Record<DrawState, Partial<Record<DrawAction, DrawState>>>;

export const availableActions = (state: DrawState): DrawAction[] => Object.keys(TRANSITIONS[state]) as DrawAction[];

/** A confirmed list is locked (CQ 8.4.3); anything else that is not in the table is an undefined transition. */
export function nextState(state: DrawState, action: DrawAction, lockClause: string | null): Outcome<DrawState> {
  const allowed: Partial<Record<DrawAction, DrawState>> = TRANSITIONS[state];
  const next = allowed[action];
  if (next !== undefined) return ok(next);
  const locked = state === 'CONFIRMED' || state === 'DISPATCHED' || state === 'CHANGED';
  if (locked && action !== 'confirmObjectDraw' && action !== 'dispatchObjectList') return refuse('DRAW_LOCKED', lockClause, { state });
  return refuse('INVALID_TRANSITION', lockClause, { from: state, to: TARGET[action] });
}

const TARGET = {
  drawObjects: 'DRAWN', excludeDrawnObject: 'FLAGGED', mergeDrawnObject: 'FLAGGED', confirmObjectDraw: 'CONFIRMED',
  dispatchObjectList: 'DISPATCHED', requestObjectChange: 'CHANGED', voidDraw: 'VOID',
} as const satisfies Record<DrawAction, DrawState>;

const normal = (ratio: string): string => ratio.replace(/^\./, '0.').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

/** The same ratio, however it is written: `.05`, `0.05` and `0.050`. */
export const isSameRatio = (a: string, b: string): boolean => normal(a) === normal(b);
