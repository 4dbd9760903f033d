import { setImmediate as nextTurn } from 'node:timers/promises';

/** Requests wait no longer than this for work that is cut so finely, and otherwise for one piece of it. */
const SLICE_MS = 8;
/** A request needs several turns of the event loop, and would otherwise meet another piece in each. */
const TURNS = 10;

export type LetOthersPass = () => Promise<void>;

/** For work that nobody waits for: called between its pieces, it gives way as soon as enough has been done in one turn. */
export function letOthersPass(): LetOthersPass {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    since = performance.now();
  };
}
