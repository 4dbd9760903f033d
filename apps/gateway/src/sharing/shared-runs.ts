/** A run stops when nobody waits for it any more. */
type Run<T> = (gone: AbortSignal) => Promise<T>;

interface Waiting<T> {
  readonly answer: Promise<T>;
  /** False when all who waited have left, and it will bring nothing. */
  readonly join: (gone: AbortSignal) => boolean;
}

/** How long a run waits for the one before it, so that a slow one delays nobody for long. */
const MAX_WAIT_MS = 100;

async function firstOf(before: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([before, new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  })]);
  clearTimeout(timer);
}

/**
 * Lets those who ask the same at the same time share one answer, never an older one: who comes while a run is under way waits, with
 * all who come meanwhile, for the next, which begins when that one has ended. So every answer is of a run that began after its asker
 * had come, and whatever had been written by then is in it.
 */
export function sharedRuns<T>(): (key: string, gone: AbortSignal, run: Run<T>) => Promise<T> {
  const underWay = new Map<string, Promise<void>>();
  const waiting = new Map<string, Waiting<T>>();

  function begin(key: string, gone: AbortSignal, run: Run<T>): Promise<T> {
    const answer = run(gone);
    const ended = answer.then(() => undefined, () => undefined).then(() => {
      if (underWay.get(key) === ended) underWay.delete(key);
    });
    underWay.set(key, ended);
    return answer;
  }

  async function beginNext(key: string, before: Promise<void>, gone: AbortSignal, run: Run<T>): Promise<T> {
    await firstOf(before, MAX_WAIT_MS);
    waiting.delete(key);
    return begin(key, gone, run);
  }

  function next(key: string, before: Promise<void>, run: Run<T>): Waiting<T> {
    const left = new AbortController();
    let aboard = 0;
    return {
      answer: beginNext(key, before, left.signal, run),
      join(gone) {
        if (left.signal.aborted) return false;
        aboard += 1;
        gone.addEventListener('abort', () => {
          aboard -= 1;
          if (aboard === 0) left.abort();
        }, { once: true });
        return true;
      },
    };
  }

  return (key, gone, run) => {
    const before = underWay.get(key);
    if (before === undefined) return begin(key, gone, run);
    const others = waiting.get(key);
    if (others?.join(gone) === true) return others.answer;
    const mine = next(key, before, run);
    mine.join(gone);
    waiting.set(key, mine);
    return mine.answer;
  };
}
