import type { GatewayConfig } from '../config.ts';
import type { ErrorDetails } from '../errors/gateway-error.ts';
import { isCounted } from './sensitive-fields.ts';
import { tokenBuckets } from './token-buckets.ts';

/** A caller costs some hundred bytes. */
const MAX_CALLERS = 50_000;

/** What each caller may still do within the minute, as far as this process has seen it. Whoever may not is told what and how long to wait. */
export interface Allowances {
  /** Counts the calls of counted fields; `calls` names a field once for each of its calls. */
  readonly call: (caller: string, calls: readonly string[]) => ErrorDetails | undefined;
  /** Counts what the caller's free queries cost. */
  readonly spend: (caller: string, cost: number) => ErrorDetails | undefined;
}

export type AllowanceLimits = Pick<GatewayConfig, 'SENSITIVE_PER_MINUTE' | 'COST_PER_MINUTE' | 'GATEWAY_PROCESSES'>;

/** Nothing is shared between processes: each takes its part of an allowance. */
export const shareOf = (whole: number, { GATEWAY_PROCESSES }: Pick<GatewayConfig, 'GATEWAY_PROCESSES'>): number => Math.max(1, whole / GATEWAY_PROCESSES);

export function openAllowances(limits: AllowanceLimits, now: () => number): Allowances {
  const calls = tokenBuckets({ perMinute: shareOf(limits.SENSITIVE_PER_MINUTE, limits), maxKeys: MAX_CALLERS, now });
  const costs = tokenBuckets({ perMinute: shareOf(limits.COST_PER_MINUTE, limits), maxKeys: MAX_CALLERS, now });
  const refusal = (limited: string, waitMs: number): ErrorDetails | undefined => (waitMs === 0 ? undefined : { limited, retryAfterSeconds: Math.ceil(waitMs / 1_000) });

  return {
    call: (caller, called) => {
      for (const field of called) {
        const refused = isCounted(field) ? refusal(field, calls(`${field} ${caller}`, 1)) : undefined;
        if (refused !== undefined) return refused;
      }
      return undefined;
    },
    spend: (caller, cost) => refusal('cost', costs(caller, cost)),
  };
}
