export { all, assertOk, err, invariant, ok, type Result } from './result.ts';
export { refusal, refuse, type Outcome, type Refusal, type RefusalDetails } from './refusal.ts';
export { REFUSAL_MESSAGES, type RefusalCode } from './refusal-messages.ts';
export { renderRefusal } from './render-refusal.ts';
export { dayOf, startOfDay, type Clock, type Day } from './clock.ts';
export { newId } from './new-id.ts';
