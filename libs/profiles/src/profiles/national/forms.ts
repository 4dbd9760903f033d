import { silent } from '../../answer.ts';
import type { FormsAnswers } from '../../schema/form.schema.ts';

export const forms: FormsAnswers = {
  forms: {
    templates: silent(),
    issuer: silent(),
  },
};
