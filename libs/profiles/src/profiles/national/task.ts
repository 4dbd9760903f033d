import { assumed, silent, text } from '../../answer.ts';
import type { TaskAnswers } from '../../schema/task.schema.ts';

export const task: TaskAnswers = {
  task: {
    creator: silent(),
    requiredFields: text(['taskNo'], '2.8'),
    minDepartments: silent(),
    requiresPublishedList: silent(),
    requiresPublishedPlan: silent(),
    perPlan: silent(),
    participantOwnRules: silent(),
    origins: assumed(['PLAN', 'SUPERIOR', 'DIRECT', 'CAMPAIGN'], '2.2'),
    modes: text(['INTEGRATED_ONCE', 'ONE_INDUSTRY_ONE_CHECK'], '3.2'),
    scope: text(['MULTI_LEVEL', 'CROSS_REGION'], '3.2'),
    internalLines: text(true, '3.1'),
    entrustment: silent(),
    integrationCheck: silent(),
    integrationDimensions: silent(),
    overdueAtPeriodEnd: silent(),
  },
  scheme: {
    required: silent(),
    agreement: silent(),
    requiredFields: silent(),
  },
  joint: {
    leadTerm: text('行业主管部门', '3.1'),
    participantTerm: text('相关部门', '3.1'),
    roles: text(['LEAD', 'COORDINATOR', 'PARTICIPANT'], '3.1'),
    kinds: text(['INNER_COMPREHENSIVE', 'OUTER_JOINT'], '3.1'),
    initiationModes: silent(),
    unplannedRequires: silent(),
    lead: text('INDUSTRY_DEPARTMENT', '3.1'),
    response: {
      workingDays: silent(),
      trigger: silent(),
      overdueAction: silent(),
    },
    inspectionDate: silent(),
    maxDepartments: silent(),
    maxDepartmentsAction: silent(),
    required: text('MARKED_FIELDS', '3.1'),
    integrateSameObject: silent(),
    levelRule: silent(),
  },
  nonRandom: {
    exceptions: text(['KEY_SUPERVISION_LIST', 'PROBLEM_CLUE'], '2.6'),
  },
  passiveTask: {
    kinds: silent(),
  },
  nonPlan: {
    rule: text('ADJUST_PLAN_FIRST', '2.2'),
  },
  visit: {
    onePerObjectPerTask: silent(),
  },
};
