import type { GatewayConfig } from '../config.ts';
import { gatewayError } from '../errors/gateway-error.ts';
import { isCounted } from './sensitive-fields.ts';
import { tokenBuckets } from './token-buckets.ts';

/** A caller costs some hundred bytes. */
const MAX_CALLERS = 50_000;

/** What each caller may still do within the minute, as far as this process has seen it. */
export interface Allowances {
  /** Throws when a counted field was called too often; `calls` names a field once for each of its calls. */
  readonly call: (caller: string, calls: readonly string[]) => void;
  /** Throws when the caller's free queries have cost too much. */
  readonly spend: (caller: string, cost: number) => void;
}

export type AllowanceLimits = Pick<GatewayConfig, 'SENSITIVE_PER_MINUTE' | 'COST_PER_MINUTE' | 'GATEWAY_PROCESSES'>;

/** Nothing is shared between processes: each takes its part of an allowance. */
export const shareOf = (whole: number, { GATEWAY_PROCESSES }: Pick<GatewayConfig, 'GATEWAY_PROCESSES'>): number => Math.max(1, whole / GATEWAY_PROCESSES);

export function openAllowances(limits: AllowanceLimits, now: () => number): Allowances {
  const calls = tokenBuckets({ perMinute: shareOf(limits.SENSITIVE_PER_MINUTE, limits), maxKeys: MAX_CALLERS, now });
  const costs = tokenBuckets({ perMinute: shareOf(limits.COST_PER_MINUTE, limits), maxKeys: MAX_CALLERS, now });
  const allow = (limited: string, waitMs: number): void => {
    if (waitMs > 0) throw gatewayError('RATE_LIMITED', { limited, retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  };

  return {
    call: (caller, called) => {
      for (const field of called) if (isCounted(field)) allow(field, calls(`${field} ${caller}`, 1));
    },
    spend: (caller, cost) => allow('cost', costs(caller, cost)),
  };
}
