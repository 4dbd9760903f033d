import { setImmediate as nextTurn } from 'node:timers/promises';

/** Requests wait no longer than this for work that is cut so finely, and otherwise for one piece of it. */
const SLICE_MS = 8;

export type LetOthersPass = () => Promise<void>;

/** For work that nobody waits for: called between its pieces, it gives way as soon as enough has been done in one turn. */
export function letOthersPass(): LetOthersPass {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await nextTurn();
    since = performance.now();
  };
}
