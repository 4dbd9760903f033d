import { assumed, silent, text } from '../../answer.ts';
import type { ReportAnswers } from '../../schema/report.schema.ts';

export const report: ReportAnswers = {
  report: {
    monthly: {
      enabled: text(true, 'art.7(3)'),
      form: text('SY_MONTHLY', 'art.7(3)'),
      recipient: text('CREDIT_SUPERVISION_DIVISION', 'art.7(3)'),
      dueDay: silent(),
    },
    quarterlyDemand: {
      enabled: silent(),
      due: silent(),
      recipient: silent(),
    },
    circular: {
      period: text('PERIODIC', 'art.7(1)'),
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
    list: assumed(['VISITS_BY_CREDIT_CLASS', 'ENTRUSTED_TASKS'], 'art.8, 12(5)'),
  },
};
