import { availableParallelism } from 'node:os';
import { readAtSnapshot, type Act, type Pool, type Tx } from '@sortition/service-kit';

/** Is told now and then how many units are done. */
export type Progress = (phase: 'FREEZING' | 'SEALING' | 'DRAWING', done: number) => Promise<void>;

/** What a job brings for a large frame. A request has nothing of it, and works on its small one alone. */
export interface Workforce {
  /** Of how many units it is expected to be; a guess does. */
  readonly units: number;
  readonly threads: number;
  readonly progress: Progress;
  /** Reads what others wrote on several connections at once, all at one snapshot of the transaction. */
  readonly readAt: <T>(snapshot: string, work: (readers: readonly Tx[]) => Promise<T>) => Promise<T>;
  readonly warn: (what: string) => void;
}

const MOST_THREADS = 4; // each keeps its own part of the sample, and memory is bounded
const READERS = 3;

export const workforceOf = (pool: Pool, act: Act, { units, progress, warn }: Pick<Workforce, 'units' | 'progress' | 'warn'>): Workforce => ({
  units, progress, warn,
  threads: Math.min(availableParallelism(), MOST_THREADS),
  readAt: (snapshot, work) => readAtSnapshot(pool, act, { snapshot, connections: READERS }, work),
});
