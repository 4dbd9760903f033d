import { ok, refuse, type Outcome } from '@sortition/kernel';
import { z } from 'zod';

/** Where an answer comes from: the words of the text, an assumption written down beside it, or the platform's default. */
export const ANSWER_SOURCES = ['TEXT', 'ASSUMED', 'DEFAULT'] as const;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];

/** What the file of a jurisdiction says about one parameter. Silence is said too: a forgotten parameter does not compile. */
export type Said<T> = { source: 'TEXT' | 'ASSUMED'; value: T; clause: string } | { source: 'SILENT' };

/** What holds where both the jurisdiction and its parent are silent. */
export type Fallback<T> = { source: 'DEFAULT'; value: T; clause: string } | { source: 'SILENT' };

/** The text gives the value at the clause. */
export const text = <T>(value: T, clause: string): { source: 'TEXT'; value: T; clause: string } => ({ source: 'TEXT', value, clause });

/** The text names the matter at the clause but not the value, which was read into it. */
export const assumed = <T>(value: T, clause: string): { source: 'ASSUMED'; value: T; clause: string } => ({ source: 'ASSUMED', value, clause });

/** The text says nothing: the parent profile answers, then the default, else the parameter is incomplete. */
export const silent = (): { source: 'SILENT' } => ({ source: 'SILENT' });

/** A default and why it is what it is: where a text names the matter without a value, or that nobody demands it. */
export const fallback = <T>(value: T, clause: string): { source: 'DEFAULT'; value: T; clause: string } => ({ source: 'DEFAULT', value, clause });

/** The schema of one parameter in the file of a jurisdiction. */
export const said = <T extends z.ZodType>(value: T) =>
  z.union([z.strictObject({ source: z.enum(['TEXT', 'ASSUMED']), value, clause: z.string().min(1) }), z.strictObject({ source: z.literal('SILENT') })]);

export type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** A parameter that has a value, and the words it rests on. */
export interface Answered<T> {
  readonly parameter: string;
  readonly value: DeepReadonly<T>;
  readonly clause: string;
  readonly source: AnswerSource;
  /** The profile in whose text the clause stands; null for a default. */
  readonly statedIn: string | null;
  /** The parent profile that answered because the own text is silent. */
  readonly inheritedFrom: string | null;
}

/** A parameter on which every text is silent and which has no default. */
export interface Unanswered {
  readonly parameter: string;
  readonly value: null;
  readonly clause: null;
  readonly source: 'SILENT';
  readonly statedIn: null;
  readonly inheritedFrom: null;
}

export type Answer<T> = Answered<T> | Unanswered;

/** The value where the act cannot go on without it: PROFILE_INCOMPLETE(parameter) when nobody has answered. */
export function demand<T>(answer: Answer<T>): Outcome<DeepReadonly<T>> {
  return answer.source === 'SILENT' ? refuse('PROFILE_INCOMPLETE', null, { parameter: answer.parameter }) : ok(answer.value);
}

/** The clause as a refusal cites it, such as `CQ 8.8.1`: the profile in which the text stands and the clause there. */
export function clauseOf<T>(answer: Answered<T>): string;
export function clauseOf<T>(answer: Answer<T>): string | null;
export function clauseOf<T>(answer: Answer<T>): string | null {
  if (answer.source === 'SILENT') return null;
  return answer.statedIn === null ? `default: ${answer.clause}` : `${answer.statedIn} ${answer.clause}`;
}
