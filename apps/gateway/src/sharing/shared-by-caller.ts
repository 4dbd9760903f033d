import type { Identity } from '@sortition/service-kit/identity';
import { sharedRuns } from './shared-runs.ts';

type Share<T> = ReturnType<typeof sharedRuns<T>>;

/** Shared runs for each caller apart: nothing that was made for one is ever given to another. */
export function sharedByCaller<T>(mostWaitForAnsweredMs: number): (identity: Identity) => Share<T> {
  const byIdentity = new WeakMap<Identity, Share<T>>();
  return (identity) => {
    const known = byIdentity.get(identity);
    if (known !== undefined) return known;
    const fresh = sharedRuns<T>(mostWaitForAnsweredMs);
    byIdentity.set(identity, fresh);
    return fresh;
  };
}
