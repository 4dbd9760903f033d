import { assumed, silent, text } from '../../answer.ts';
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
      period: assumed('PERIODIC', 'art.26'),
      source: text('PLATFORM_DATA', 'art.26'),
    },
  },
  statistics: {
    lateEntryCountsAsIncomplete: text(true, 'art.26'),
  },
  performance: {
    scored: text(true, 'art.27'),
    deduction: text('NO_VALID_REASON', 'art.27'),
    effectEvaluation: silent(),
  },
  kpi: {
    list: text(['DEPARTMENT_COVERAGE', 'DOUBLE_RANDOM_SHARE', 'PARTICIPATION', 'COMPLETION'], 'art.1, 4, 27'),
  },
};
