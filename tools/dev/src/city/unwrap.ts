import type { Outcome } from '@sortition/kernel';

/** For what the city made itself: a refusal is a fault of the generator. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code} ${JSON.stringify(outcome.error.details)}`);
  return outcome.value;
}
