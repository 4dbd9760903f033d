import { RequestRefused } from '../errors/gateway-error.ts';
import { tokenBuckets } from './token-buckets.ts';

export interface FileReaderLimits {
  /** Files that are handed out at a time, to all and to one caller. */
  readonly readers: number;
  readonly readersPerCaller: number;
  /** Files that one caller may begin to read within a minute. */
  readonly readsPerMinute: number;
}

const MAX_CALLERS = 50_000;
const RETRY_SECONDS = 2;

/** Lets a caller in to read a file, or throws. What it answers is called when the reading is over, however it ends. */
export type LetReaderIn = (caller: string) => () => void;

/** Who is reading files at the moment, in this process. */
export function fileReaders({ readers, readersPerCaller, readsPerMinute }: FileReaderLimits, now: () => number): LetReaderIn {
  const reading = new Map<string, number>();
  const begin = tokenBuckets({ perMinute: readsPerMinute, maxKeys: MAX_CALLERS, now });
  let all = 0;

  return (caller) => {
    const own = reading.get(caller) ?? 0;
    // The caller's own excess first: whoever has too much open is told so, and not that others are to blame.
    if (own >= readersPerCaller) throw new RequestRefused('TOO_MANY_FILES', { limit: readersPerCaller, retryAfterSeconds: RETRY_SECONDS });
    if (all >= readers) throw new RequestRefused('FILES_BUSY', { retryAfterSeconds: RETRY_SECONDS });
    const waitMs = begin(caller, 1);
    if (waitMs > 0) throw new RequestRefused('RATE_LIMITED', { limited: 'files', retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    reading.set(caller, own + 1);
    all += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      all -= 1;
      const others = (reading.get(caller) ?? 1) - 1;
      if (others === 0) reading.delete(caller);
      else reading.set(caller, others);
    };
  };
}
