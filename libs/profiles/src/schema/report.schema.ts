import { z } from 'zod';
import { said } from '../answer.ts';
import { code, count } from './vocabulary.ts';

export const CIRCULAR_PERIODS = ['NONE', 'PERIODIC', 'ON_OVERDUE_RESPONSE'] as const;
export type CircularPeriod = (typeof CIRCULAR_PERIODS)[number];

export const CIRCULAR_SOURCES = ['PLATFORM_DATA'] as const;
export type CircularSource = (typeof CIRCULAR_SOURCES)[number];

export const QUARTER_DUES = ['QUARTER_END'] as const;
export type QuarterDue = (typeof QUARTER_DUES)[number];

export const SCORE_DEDUCTIONS = ['NO_VALID_REASON'] as const;
export type ScoreDeduction = (typeof SCORE_DEDUCTIONS)[number];

export const KPIS = [
  'COVERAGE', 'DEPARTMENT_COVERAGE', 'ITEM_COVERAGE', 'PARTICIPATION', 'COMPLETION', 'DOUBLE_RANDOM_SHARE',
  'SAMPLED_HOUSEHOLD_SHARE', 'JOINT_DOUBLE_RANDOM_RATE', 'ON_TIME_PUBLICATION_RATE', 'PROBLEM_HANDLING_RATE',
  'PROBLEM_DISCOVERY_RATE', 'VISITS_PER_OBJECT', 'VISITS_BY_CREDIT_CLASS', 'ARBITRARY_INSPECTIONS', 'MULTI_HEAD_INSPECTIONS',
  'REPEAT_INSPECTIONS', 'OFF_SITE_SHARE', 'RESPONSE_ON_TIME_RATE', 'ENTRUSTED_TASKS',
] as const;
export type Kpi = (typeof KPIS)[number];

/** 报告与指标 */
export const reportSchema = z.strictObject({
  report: z.strictObject({
    monthly: z.strictObject({
      /** 按月报送. */
      enabled: said(z.boolean()),
      /** Form of the monthly report. */
      form: said(code),
      /** Who receives it. */
      recipient: said(code),
      /** Day of the next month on which it is due. */
      dueDay: said(count),
    }),
    quarterlyDemand: z.strictObject({
      /** Quarterly summary of demands. */
      enabled: said(z.boolean()),
      /** When it is due. */
      due: said(z.enum(QUARTER_DUES)),
      /** Who receives it. */
      recipient: said(code),
    }),
    circular: z.strictObject({
      /** 通报. */
      period: said(z.enum(CIRCULAR_PERIODS)),
      /** What a circular is made from. */
      source: said(z.enum(CIRCULAR_SOURCES)),
    }),
  }),
  statistics: z.strictObject({
    /** 未在规定时间内录入数据的，视为未完成任务. */
    lateEntryCountsAsIncomplete: said(z.boolean()),
  }),
  performance: z.strictObject({
    /** 年底绩效考核. */
    scored: said(z.boolean()),
    /** What costs points. */
    deduction: said(z.enum(SCORE_DEDUCTIONS)),
    /** 效果评价. */
    effectEvaluation: said(z.boolean()),
  }),
  kpi: z.strictObject({
    /** Indicators that the jurisdiction names. */
    list: said(z.array(z.enum(KPIS))),
  }),
});
export type ReportAnswers = z.infer<typeof reportSchema>;
