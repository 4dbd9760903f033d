import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** A machine whose one-minute load is above this before anything is measured is not idle. */
const IDLE_LOAD = 0.5;

export const loadNow = (): number => loadavg()[0] ?? Number.NaN;

export const isBusy = (load: number): boolean => load > IDLE_LOAD;

export const machine = (): { readonly cores: number; readonly processor: string; readonly memoryMb: number } =>
  ({ cores: availableParallelism(), processor: cpus()[0]?.model ?? '', memoryMb: Math.round(totalmem() / 1_048_576) });
