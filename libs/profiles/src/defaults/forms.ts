import { fallback, silent } from '../answer.ts';
import { recordForm } from '../profiles/standard-record.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { FormsAnswers } from '../schema/form.schema.ts';

export const forms = {
  forms: {
    templates: fallback([recordForm('STANDARD_RECORD', '抽查情况记录表')], 'the text names no form'),
    issuer: silent(),
  },
} satisfies Defaults<FormsAnswers>;
