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
    effectEvaluation: text(true, '4'),
  },
  kpi: {
    list: text([
      'SAMPLED_HOUSEHOLD_SHARE', 'JOINT_DOUBLE_RANDOM_RATE', 'ON_TIME_PUBLICATION_RATE', 'PROBLEM_HANDLING_RATE',
      'ITEM_COVERAGE', 'PROBLEM_DISCOVERY_RATE', 'VISITS_PER_OBJECT', 'ARBITRARY_INSPECTIONS',
      'MULTI_HEAD_INSPECTIONS', 'REPEAT_INSPECTIONS',
    ], '4, 2.6, 1, 0'),
  },
};
