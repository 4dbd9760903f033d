import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export type DrawState = 'FREEZING' | 'PREPARED' | 'DRAWING' | 'DRAWN' | 'IMPORTED' | 'FLAGGED' | 'CONFIRMED' | 'DISPATCHED' | 'CHANGED' | 'VOID';
export type DrawAction = 'drawObjects' | 'excludeDrawnObject' | 'mergeDrawnObject' | 'confirmObjectDraw' | 'dispatchObjectList' | 'requestObjectChange' | 'voidDraw';

/** What may happen to a draw in each state, and the state it leads to. */
export const TRANSITIONS = {
  FREEZING: {},
  PREPARED: { drawObjects: 'DRAWN', voidDraw: 'VOID' },
  DRAWING: {},
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

/** What may be done with a drawn object before the list is confirmed: a hit with another task is offered for merge. GA art.34. */
export function settlingsOf(profile: Profile, draw: DrawState, object: string, pending: boolean): string[] {
  const isOpen = object === 'FLAGGED' && (draw === 'FLAGGED' || draw === 'IMPORTED');
  if (!isOpen) return [];
  const { value } = profile.draw.repeat.actions;
  return [...(value.includes('EXCLUDE') ? ['excludeDrawnObject'] : []), ...(pending && value.includes('MERGE') ? ['mergeDrawnObject'] : [])];
}

/** Where the profile keeps the draw on the platform of record, nothing is drawn here; its list is imported. GA art.7, art.41. */
export const drawIsOurs = ({ platform }: { readonly platform: Pick<Profile['platform'], 'externalDraw' | 'ofRecord'> }): Outcome<true> =>
  platform.externalDraw.value === true ? refuse('DRAW_ON_EXTERNAL_PLATFORM', clauseOf(platform.externalDraw), { platform: platform.ofRecord.value }) : ok(true);

/** A platform from which a list may be taken over: the one of record, with which the profile exchanges data. */
export const importsFrom = (profile: Profile, platform: string): boolean =>
  profile.platform.ofRecord.value === platform && profile.integration.adapters.value.includes(platform);

const normal = (ratio: string): string => ratio.replace(/^\./, '0.').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

/** The same ratio, however it is written: `.05`, `0.05` and `0.050`. */
export const isSameRatio = (a: string, b: string): boolean => normal(a) === normal(b);
