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
      enabled: text(true, 'art.47'),
      due: text('QUARTER_END', 'art.47'),
      recipient: text('JOINT_CONFERENCE_OFFICE', 'art.47'),
    },
    circular: {
      period: text('ON_OVERDUE_RESPONSE', 'art.40'),
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
    list: text([
      'JOINT_DOUBLE_RANDOM_RATE', 'PROBLEM_DISCOVERY_RATE', 'OFF_SITE_SHARE', 'RESPONSE_ON_TIME_RATE',
      'MULTI_HEAD_INSPECTIONS', 'REPEAT_INSPECTIONS',
    ], 'art.3, 13, 36, 48'),
  },
};
