import { ok, refuse, type Outcome } from '@sortition/kernel';
import type { EventPayload } from '@sortition/events';

export type DrawState = 'PREPARED' | 'DRAWN' | 'FLAGGED' | 'CONFIRMED' | 'DISPATCHED' | 'CHANGED' | 'VOID';
export type DrawAction = 'drawObjects' | 'excludeDrawnObject' | 'mergeDrawnObject' | 'confirmObjectDraw' | 'dispatchObjectList' | 'requestObjectChange' | 'voidDraw';

/** What may happen to a draw in each state, and the state it leads to. */
export const TRANSITIONS = {
  PREPARED: { drawObjects: 'DRAWN', voidDraw: 'VOID' },
  DRAWN: { confirmObjectDraw: 'CONFIRMED', voidDraw: 'VOID' },
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

type Strata = EventPayload<'TaskReady'>['strata'];

export interface Differentiated {
  readonly riskLevel: string | null;
  readonly creditLevel: string | null;
  readonly divisionCode: string;
  readonly tags: readonly string[];
}

/** Units that no differentiated ratio names are drawn with the base ratio. */
export const BASE_STRATUM = 'BASE';

const matches = (unit: Differentiated, { dimension, value }: Strata[number]): boolean => {
  switch (dimension) {
    case 'RISK': return unit.riskLevel === value;
    case 'CREDIT': return unit.creditLevel === value;
    case 'REGION': return unit.divisionCode.startsWith(value.replace(/(00)+$/, ''));
    case 'TAG': return unit.tags.includes(value);
  }
};

/** The stratum of a unit: the first differentiated ratio of the task that applies to it (CQ 7.5, CQ 8.3.3). */
export const stratumOf = (unit: Differentiated, strata: Strata): string => {
  const found = strata.find((stratum) => matches(unit, stratum));
  return found === undefined ? BASE_STRATUM : `${found.dimension}:${found.value}`;
};

export type RepeatRule = 'NONE' | 'PROMPT' | 'EXCLUDE_LOW_RISK_SAME_YEAR' | 'EXCLUDE_SAME_YEAR';

/** Whether an object that was inspected this year stays out of the population. SAMR 2.5, SY art.13. */
export const staysOutThisYear = (rule: RepeatRule, riskLevel: string | null): boolean =>
  rule === 'EXCLUDE_SAME_YEAR' || (rule === 'EXCLUDE_LOW_RISK_SAME_YEAR' && riskLevel === 'LOW');

/** The rule as it holds for a task: a key item may be inspected again in the year where the profile says so. SY art.13. */
export const repeatRuleFor = (rule: RepeatRule, exceptions: readonly string[], items: readonly { readonly itemClass: string | null }[]): RepeatRule =>
  exceptions.includes('KEY_ITEM') && items.some(({ itemClass }) => itemClass === 'KEY') ? 'NONE' : rule;

const normal = (ratio: string): string => ratio.replace(/^\./, '0.').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

/** The same ratio, however it is written: `.05`, `0.05` and `0.050`. */
export const isSameRatio = (a: string, b: string): boolean => normal(a) === normal(b);
