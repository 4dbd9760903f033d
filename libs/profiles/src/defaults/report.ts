import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { ReportAnswers } from '../schema/report.schema.ts';

export const report = {
  report: {
    monthly: {
      enabled: fallback(false, 'not demanded'),
      form: silent(),
      recipient: silent(),
      dueDay: fallback(5, '按月 without a day'),
    },
    quarterlyDemand: {
      enabled: fallback(false, 'not demanded'),
      due: silent(),
      recipient: silent(),
    },
    circular: {
      period: fallback('NONE', 'not demanded'),
      source: fallback('PLATFORM_DATA', 'platform'),
    },
  },
  statistics: {
    lateEntryCountsAsIncomplete: fallback(false, 'not demanded'),
  },
  performance: {
    scored: fallback(false, 'not demanded'),
    deduction: silent(),
    effectEvaluation: silent(),
  },
  kpi: {
    list: silent(),
  },
} satisfies Defaults<ReportAnswers>;
