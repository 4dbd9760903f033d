import { setTimeout as sleep } from 'node:timers/promises';

/** Requests wait no longer than this for work that is cut so finely, and otherwise for one piece of it. */
const SLICE_MS = 8;

export type LetOthersPass = () => Promise<void>;

/**
 * For work that nobody waits for: called between its pieces, it gives the others as much time as has been taken from them. One turn
 * of the event loop would not do: a request needs several, and would meet a piece before each.
 */
export function letOthersPass(): LetOthersPass {
  let since = performance.now();
  return async () => {
    const taken = performance.now() - since;
    if (taken < SLICE_MS) return;
    await sleep(taken);
    since = performance.now();
  };
}
