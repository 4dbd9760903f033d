import { z } from 'zod';
import { said, type Answer, type Answered, type Said } from '../answer.ts';
import type { DEFAULTS } from '../defaults/defaults.ts';
import { directorySchema } from './directory.schema.ts';
import { disclosureSchema } from './disclosure.schema.ts';
import { drawSchema } from './draw.schema.ts';
import { formsSchema } from './form.schema.ts';
import { identitySchema } from './identity.schema.ts';
import { inspectionSchema } from './inspection.schema.ts';
import { itemListSchema } from './item-list.schema.ts';
import { planSchema } from './plan.schema.ts';
import { platformSchema } from './platform.schema.ts';
import { reportSchema } from './report.schema.ts';
import { resultSchema } from './result.schema.ts';
import { taskSchema } from './task.schema.ts';
import { code, day, words } from './vocabulary.ts';

/** What a profile says of its own text. It is never inherited: another text's basis is not this one's. */
export const ownSchema = z.strictObject({
  sourceDocument: said(words),
  legalBasis: said(z.array(z.strictObject({ title: words, number: words.nullable() }))),
  /** The day from which the text itself says it holds. */
  effectiveFrom: said(day),
});

export const parametersSchema = z.strictObject({
  ...identitySchema.shape,
  ...platformSchema.shape,
  ...itemListSchema.shape,
  ...directorySchema.shape,
  ...planSchema.shape,
  ...taskSchema.shape,
  ...drawSchema.shape,
  ...inspectionSchema.shape,
  ...resultSchema.shape,
  ...disclosureSchema.shape,
  ...reportSchema.shape,
  ...formsSchema.shape,
});
export type Parameters = z.infer<typeof parametersSchema>;

/** The file of a jurisdiction: what its text says on every parameter, silence included. */
export const profileTextSchema = z.strictObject({
  code,
  zh: words,
  /** The profile that answers where this text is silent. */
  extends: code.nullable(),
  ...ownSchema.shape,
  ...parametersSchema.shape,
});
export type ProfileText = z.infer<typeof profileTextSchema>;

type ValueOf<S> = Extract<S, { value: unknown }> extends { value: infer T } ? T : never;

/** A parameter that has a default is always answered; one without may be open, and `demand` refuses it. */
type Resolved<S, D> = {
  readonly [K in keyof S]: S[K] extends Said<unknown>
    ? K extends keyof D
      ? D[K] extends { source: 'DEFAULT' }
        ? Answered<ValueOf<S[K]>>
        : Answer<ValueOf<S[K]>>
      : Answer<ValueOf<S[K]>>
    : K extends keyof D
      ? Resolved<S[K], D[K]>
      : never;
};

export type ResolvedParameters = Resolved<Parameters, typeof DEFAULTS>;
type Own = Resolved<z.infer<typeof ownSchema>, object>;

/** The rules of a jurisdiction with every parameter resolved, deeply frozen. */
export interface Profile extends ResolvedParameters {
  /** Code, version and parent version, such as `CQ@1+SAMR@1`: what was decided under it can be resolved again. */
  readonly id: string;
  readonly code: string;
  readonly zh: string;
  readonly version: number;
  readonly parent: { readonly code: string; readonly version: number } | null;
  /** The day from which this version is used for new acts. */
  readonly activeFrom: string | null;
  readonly sourceDocument: Own['sourceDocument'];
  readonly legalBasis: Own['legalBasis'];
  readonly effectiveFrom: Own['effectiveFrom'];
}
