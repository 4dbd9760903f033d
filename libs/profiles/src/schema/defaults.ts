import type { Fallback, Said } from '../answer.ts';

type ValueOf<S> = Extract<S, { value: unknown }> extends { value: infer T } ? T : never;

/** The same tree as the answers of a jurisdiction, where each leaf is a default or says that there is none. */
export type Defaults<S> = { [K in keyof S]: S[K] extends Said<unknown> ? Fallback<ValueOf<S[K]>> : Defaults<S[K]> };
