import { z } from 'zod';
import { said } from '../answer.ts';
import { code, words } from './vocabulary.ts';

const field = z.string().regex(/^[a-zA-Z][a-zA-Z0-9.[\]]*$/);

/** A column of a form in its order, with its Chinese header and the API field that fills it. */
export const formColumn = z.strictObject({
  field,
  zh: words,
  required: z.boolean(),
  /** Sub-columns under a common header, as 抽查事项 of table D.1 has. */
  parts: z.array(z.strictObject({ field, zh: words, required: z.boolean() })),
});
export type FormColumn = z.infer<typeof formColumn>;

export const form = z.strictObject({
  code,
  zh: words,
  columns: z.array(formColumn).min(1),
  /** Department, date, result code and signatures stand below the columns: a record without them proves nothing. */
  signatureBlock: z.boolean(),
});
export type Form = z.infer<typeof form>;

export const formsSchema = z.strictObject({
  forms: z.strictObject({
    /** Every form that the profile names, with its columns. */
    templates: said(z.array(form)),
    /** Who issues the templates 案卷通用文书. */
    issuer: said(code),
  }),
});
export type FormsAnswers = z.infer<typeof formsSchema>;
