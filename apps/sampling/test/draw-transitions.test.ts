import { describe, expect, test } from 'vitest';
import { nextState, TRANSITIONS, type DrawAction, type DrawState } from '../src/object-draw/object-draw.rules.ts';

/** One attempt as it must look from outside: what happened to it counts, not how it is stored. */
interface Attempt {
  readonly state: DrawState;
  readonly results: number;
  readonly drawnUnfrozen: boolean;
  readonly locked: boolean;
  readonly changedWhenLocked: boolean;
}

/** `workGoesOn`: what a large frame leaves to be done after the answer is done. */
type Operation = DrawAction | 'prepareObjectDraw' | 'importDraw' | 'workGoesOn';
type Size = 'SMALL' | 'LARGE';
type Next = (state: DrawState, action: DrawAction) => DrawState | null;

const ACTIONS: readonly DrawAction[] = ['drawObjects', 'excludeDrawnObject', 'mergeDrawnObject', 'confirmObjectDraw', 'dispatchObjectList', 'requestObjectChange', 'voidDraw'];
const OPERATIONS: readonly Operation[] = ['prepareObjectDraw', 'importDraw', 'workGoesOn', ...ACTIONS];
const WORK: Partial<Record<DrawState, DrawState>> = { FREEZING: 'PREPARED', DRAWING: 'DRAWN' };
const STATES = Object.keys(TRANSITIONS) as DrawState[];
const LENGTH = 6;

const byRule: Next = (state, action) => {
  const next = nextState(state, action, null);
  return next.ok ? next.value : null;
};

const begun = (state: DrawState, results: number): Attempt => ({ state, results, drawnUnfrozen: false, locked: false, changedWhenLocked: false });

/** The attempts of a task after an operation; the same attempts when it is refused. */
function after(attempts: readonly Attempt[], operation: Operation, next: Next, size: Size): readonly Attempt[] {
  const live = attempts.at(-1);
  if (operation === 'prepareObjectDraw' || operation === 'importDraw') {
    if (live !== undefined && live.state !== 'VOID') return attempts;
    return [...attempts, operation === 'importDraw' ? begun('IMPORTED', 1) : begun(size === 'LARGE' ? 'FREEZING' : 'PREPARED', 0)];
  }
  const state = live === undefined ? null : operation === 'workGoesOn' ? (WORK[live.state] ?? null) : next(live.state, operation);
  if (live === undefined || state === null) return attempts;
  const draws = operation === 'drawObjects';
  const changesList = draws || operation === 'excludeDrawnObject' || operation === 'mergeDrawnObject' || operation === 'voidDraw';
  return [...attempts.slice(0, -1), {
    state: draws && size === 'LARGE' && state === 'DRAWN' ? 'DRAWING' : state, results: live.results + (draws ? 1 : 0), drawnUnfrozen: live.drawnUnfrozen || (draws && live.state === 'FREEZING'),
    locked: live.locked || state === 'CONFIRMED', changedWhenLocked: live.changedWhenLocked || (live.locked && changesList),
  }];
}

/** What must hold whatever was done; the broken rule, or null. */
function broken(attempts: readonly Attempt[], before: readonly Attempt[]): string | null {
  if (attempts.some(({ results }) => results > 1)) return 'a second result from one intent';
  if (attempts.some(({ drawnUnfrozen }) => drawnUnfrozen)) return 'a draw from a population that is not frozen';
  if (attempts.length < before.length) return 'an attempt disappeared';
  if (before.slice(0, -1).some((attempt, i) => attempts[i] !== attempt)) return 'an earlier attempt changed';
  if (before.at(-1)?.state === 'VOID' && attempts[before.length - 1] !== before.at(-1)) return 'a voided attempt lived again';
  if (attempts.slice(0, -1).some(({ state }) => state !== 'VOID')) return 'two attempts live';
  if (attempts.some(({ changedWhenLocked }) => changedWhenLocked)) return 'a confirmed list changed without approval';
  if (attempts.some(({ state, results }) => results === 0 && state !== 'PREPARED' && state !== 'FREEZING' && state !== 'VOID')) return 'a list without a result';
  return null;
}

/** Walks every sequence of operations up to a length; the first that breaks a rule, or null, and how many worlds were seen. */
function walk(next: Next, size: Size = 'SMALL'): { readonly fault: string | null; readonly sequences: number } {
  let sequences = 0;
  const step = (attempts: readonly Attempt[], trail: readonly Operation[]): string | null => {
    if (trail.length === LENGTH) return null;
    for (const operation of OPERATIONS) {
      sequences += 1;
      const changed = after(attempts, operation, next, size);
      const fault = broken(changed, attempts);
      if (fault !== null) return `${[...trail, operation].join(' → ')}: ${fault}`;
      const further = step(changed, [...trail, operation]);
      if (further !== null) return further;
    }
    return null;
  };
  return { fault: step([], []), sequences };
}

test.each(['SMALL', 'LARGE'] as const)('no sequence of up to six operations on a %s frame leads to a second result, a lost attempt or a locked list that changes', (size) => {
  const { fault, sequences } = walk(byRule, size);
  expect(fault).toBeNull();
  expect(sequences).toBe([1, 2, 3, 4, 5, 6].reduce((sum, length) => sum + OPERATIONS.length ** length, 0));
}, 60_000);

describe('a table with a mistake is found out', () => {
  const mistakes: [DrawState, DrawAction, DrawState][] = [
    ...STATES.filter((state) => state !== 'PREPARED').map((state): [DrawState, DrawAction, DrawState] => [state, 'drawObjects', 'DRAWN']),
    ...(['CONFIRMED', 'DISPATCHED', 'CHANGED'] as const).flatMap((state): [DrawState, DrawAction, DrawState][] => [[state, 'voidDraw', 'VOID'], [state, 'excludeDrawnObject', state], [state, 'mergeDrawnObject', state]]),
    ['VOID', 'confirmObjectDraw', 'CONFIRMED'], ['VOID', 'voidDraw', 'PREPARED'], ['PREPARED', 'confirmObjectDraw', 'CONFIRMED'],
  ];
  // FLAGGED comes about by what is found on the list, not by an operation: the walk enters it where a draw ends in it
  const flagging: Next = (state, action) => (state === 'PREPARED' && action === 'drawObjects' ? 'FLAGGED' : byRule(state, action));

  test.each(mistakes)('%s lets %s through', (from, by, to) => {
    const base = from === 'FLAGGED' ? flagging : byRule;
    const size = from === 'FREEZING' || from === 'DRAWING' ? 'LARGE' : 'SMALL';
    expect(walk((state, action) => (state === from && action === by ? to : base(state, action)), size).fault).not.toBeNull();
  }, 60_000);
});
