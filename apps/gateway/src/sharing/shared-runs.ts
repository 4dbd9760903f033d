/** A run stops when nobody waits for it any more. It is told for how many it is. */
type Run<T> = (gone: AbortSignal, aboard: number) => Promise<T>;

interface Underway {
  readonly ended: Promise<void>;
  /** How many it answers. */
  readonly aboard: number;
  /** Until when those whom it has answered are waited for, by `performance.now()`; undefined until it has ended. */
  awaitedUntil: number | undefined;
}

interface Waiting<T> {
  readonly answer: Promise<T>;
  /** False when all who waited have left, and it will bring nothing. */
  readonly join: (gone: AbortSignal) => boolean;
}

/** How long a run waits for the one before it, so that a slow one delays nobody for long. */
const MAX_WAIT_MS = 100;

async function firstOf(event: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([event, new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  })]);
  clearTimeout(timer);
}

/**
 * Lets those who ask the same at the same time share one answer, never an older one: who comes while a run is under way waits, with
 * all who come meanwhile, for the next, which begins when that one has ended. So every answer is of a run that began after its asker
 * had come, and whatever had been written by then is in it.
 *
 * Screens ask again as soon as they are answered. After a run that has answered several, the next therefore waits until all of them are
 * back, at most as long as that run took and `mostWaitForAnsweredMs`: otherwise they would part into groups whose runs take turns, and
 * each would wait for those of the others.
 */
export function sharedRuns<T>(mostWaitForAnsweredMs: number): (key: string, gone: AbortSignal, run: Run<T>) => Promise<T> {
  const underway = new Map<string, Underway>();
  const waiting = new Map<string, Waiting<T>>();

  function begin(key: string, gone: AbortSignal, run: Run<T>, aboard: number): Promise<T> {
    const startedAt = performance.now();
    const answer = run(gone, aboard);
    const over = (): void => {
      if (underway.get(key) === mine) underway.delete(key);
    };
    const ended = answer.then(() => undefined, () => undefined).then(() => {
      const endedAt = performance.now();
      const wait = aboard === 1 ? 0 : Math.min(endedAt - startedAt, mostWaitForAnsweredMs);
      mine.awaitedUntil = endedAt + wait;
      if (wait === 0) over();
      else setTimeout(over, wait);
    });
    const mine: Underway = { ended, aboard, awaitedUntil: undefined };
    underway.set(key, mine);
    return answer;
  }

  function next(key: string, before: Underway, run: Run<T>): Waiting<T> {
    const left = new AbortController();
    const cameAfterIt = before.awaitedUntil !== undefined;
    let aboard = 0;
    let expected = Infinity;
    let allAreHere = (): void => undefined;

    async function waitForAnswered({ awaitedUntil = 0 }: Underway): Promise<void> {
      const wait = awaitedUntil - performance.now();
      if (wait <= 0) return;
      expected = before.aboard + (cameAfterIt ? 0 : aboard);
      await firstOf(new Promise((resolve) => { allAreHere = resolve; }), wait);
    }

    async function beginNext(): Promise<T> {
      await firstOf(before.ended, MAX_WAIT_MS);
      await waitForAnswered(before);
      waiting.delete(key);
      return begin(key, left.signal, run, aboard);
    }

    return {
      answer: beginNext(),
      join(gone) {
        if (left.signal.aborted) return false;
        aboard += 1;
        if (aboard >= expected) allAreHere();
        gone.addEventListener('abort', () => {
          aboard -= 1;
          if (aboard === 0) left.abort();
        }, { once: true });
        return true;
      },
    };
  }

  return (key, gone, run) => {
    const others = waiting.get(key);
    if (others?.join(gone) === true) return others.answer;
    const before = underway.get(key);
    if (before === undefined) return begin(key, gone, run, 1);
    const mine = next(key, before, run);
    mine.join(gone);
    waiting.set(key, mine);
    return mine.answer;
  };
}
