import { assumed, silent } from '../../answer.ts';
import type { FormsAnswers } from '../../schema/form.schema.ts';
import { recordForm } from '../standard-record.ts';

export const forms: FormsAnswers = {
  forms: {
    templates: assumed([recordForm('JL_REGISTRATION_FORM', '吉林省行政执法机关执法检查登记表')], 'art.17'),
    issuer: silent(),
  },
};
