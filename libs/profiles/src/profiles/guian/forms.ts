import { assumed, silent } from '../../answer.ts';
import type { FormsAnswers } from '../../schema/form.schema.ts';
import { recordForm } from '../standard-record.ts';

export const forms: FormsAnswers = {
  forms: {
    templates: assumed([recordForm('FIELD_UNIFIED_DOCUMENT', '各领域统一的检查文书')], 'art.30'),
    issuer: silent(),
  },
};
