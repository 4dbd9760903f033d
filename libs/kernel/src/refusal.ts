import { err, type Result } from './result.ts';
import type { RefusalCode } from './refusal-messages.ts';

/** What a refusal was about: the field, the states, the department, the numbers. Never personal data. */
export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Why an operation was refused: a code of the normative vocabulary and the clause that it rests on. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  /** The article of the regulation that refused, such as `CQ 8.4.3`; null where only the platform's own order refuses. */
  readonly clause: string | null;
  readonly details: RefusalDetails;
}

export type Outcome<T> = Result<T, Refusal>;

export const refusal = (code: RefusalCode, clause: string | null, details: RefusalDetails = {}): Refusal => ({ kind: 'refusal', code, clause, details });

export const refuse = (code: RefusalCode, clause: string | null, details: RefusalDetails = {}): Result<never, Refusal> => err(refusal(code, clause, details));
