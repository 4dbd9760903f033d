export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerPolicy {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  /** How long it stays open before one probe may pass. */
  readonly openMs: number;
}

export interface CircuitBreaker {
  readonly state: () => BreakerState;
  /** Whether a call may be made now. Whoever got `true` owes exactly one of the three reports below. */
  readonly admit: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** The call ended without saying anything about the service's health, such as when its client left. */
  readonly abandoned: () => void;
}

/** Spares a dead service its callers and its callers the wait: after `failures` in a row only one probe per `openMs` gets through. */
export function circuitBreaker(policy: BreakerPolicy, now: () => number): CircuitBreaker {
  let failuresInARow = 0;
  let openUntil: number | undefined;
  let probing = false;

  const state = (): BreakerState => {
    if (openUntil === undefined) return 'closed';
    return probing || now() >= openUntil ? 'half-open' : 'open';
  };

  return {
    state,
    admit() {
      if (openUntil === undefined) return true;
      if (probing || now() < openUntil) return false;
      probing = true;
      return true;
    },
    succeeded() {
      failuresInARow = 0;
      openUntil = undefined;
      probing = false;
    },
    failed() {
      failuresInARow += 1;
      if (probing || failuresInARow >= policy.failures) openUntil = now() + policy.openMs;
      probing = false;
    },
    abandoned() {
      probing = false;
    },
  };
}
