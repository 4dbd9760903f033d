import { silent, text } from '../../answer.ts';
import type { ReportAnswers } from '../../schema/report.schema.ts';

export const report: ReportAnswers = {
  report: {
    monthly: {
      enabled: silent(),
      form: silent(),
      recipient: silent(),
      dueDay: silent(),
    },
    quarterlyDemand: {
      enabled: silent(),
      due: silent(),
      recipient: silent(),
    },
    circular: {
      period: silent(),
      source: silent(),
    },
  },
  statistics: {
    lateEntryCountsAsIncomplete: silent(),
  },
  performance: {
    scored: silent(),
    deduction: silent(),
    effectEvaluation: silent(),
  },
  kpi: {
    list: text(['COVERAGE', 'PROBLEM_HANDLING_RATE'], '7.5, 9'),
  },
};
