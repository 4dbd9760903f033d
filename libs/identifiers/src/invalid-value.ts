import { refuse, type Outcome, type RefusalDetails } from '@sortition/kernel';

/** An identifier that its standard does not allow; `reason` names the one thing that is wrong. */
export const invalidValue = (standard: string, field: string, reason: string, details: RefusalDetails = {}): Outcome<never> =>
  refuse('INVALID_VALUE', standard, { field, reason, ...details });
