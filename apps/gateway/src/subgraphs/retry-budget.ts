import { MOST_TOGETHER } from '@sortition/service-kit/several-sub-requests';

/** One connection that is cut may have lost so many. */
const MAX_SAVED = MOST_TOGETHER;
const EARNED_PER_CALL = 0.1;

/** Retries may add a tenth to a subgraph's load, never double it while it struggles. */
export interface RetryBudget {
  readonly earn: () => void;
  readonly spend: () => boolean;
}

export function retryBudget(): RetryBudget {
  let saved = MAX_SAVED;
  return {
    earn() {
      saved = Math.min(MAX_SAVED, saved + EARNED_PER_CALL);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
