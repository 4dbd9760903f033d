import type { Clock } from '@sortition/kernel';

export interface BusinessClock {
  readonly now: Clock;
  /** Where the clock was put already, it stays: time has gone on since then. */
  moveTo(instant: string): void;
}

/** A clock that stands where it was put, and gives each caller a later millisecond, so that what happens in turn is dated in turn. */
export function businessClock(start: string): BusinessClock {
  let put = start;
  let at = Date.parse(start);
  return {
    now: () => new Date(at += 1),
    moveTo: (instant) => {
      if (instant === put) return;
      put = instant;
      at = Date.parse(instant);
    },
  };
}
