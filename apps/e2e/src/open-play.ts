import { openPlayer, type Player, type RefusedAttempt, type Wait } from '@sortition/tool-dev/play/player';
import type { Platform } from './platform.ts';

/** The tests of all projects share a machine, and may share a PostgreSQL: news is late there, not lost. */
export const PATIENCE_MS = 120_000;

export interface Play {
  readonly player: Player;
  /** Who was refused what, as it had to be. */
  readonly refusals: readonly RefusedAttempt[];
}

/** A player on the platform under test. With `trespasses` every step is first tried by those who must not do it. */
export function openPlay(platform: Platform, seed: string, { trespasses = false } = {}): Play {
  const refusals: RefusedAttempt[] = [];
  const player = openPlayer({
    client: platform.client, seed, newsMs: PATIENCE_MS, settled: platform.settle, moveTo: async (instant) => platform.setTime(instant),
    ...(trespasses ? { onRefusal: (attempt: RefusedAttempt) => void refusals.push(attempt) } : {}),
  });
  const until = async <T>(wait: Wait<T>): Promise<T> => {
    try {
      return await player.until(wait);
    } catch (error) {
      throw new Error(`${wait.what}: still under way: ${await platform.underWay()}`, { cause: error });
    }
  };
  return { player: { ...player, until }, refusals };
}
