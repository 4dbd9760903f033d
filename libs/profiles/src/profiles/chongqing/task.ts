import { assumed, silent, text } from '../../answer.ts';
import type { TaskAnswers } from '../../schema/task.schema.ts';

export const task: TaskAnswers = {
  task: {
    creator: text(['LEAD_DEPARTMENT'], '8.3.1'),
    requiredFields: text(['name', 'period', 'departments'], '8.3.1'),
    minDepartments: assumed(2, '1'),
    requiresPublishedList: text(true, '3.2'),
    requiresPublishedPlan: text(true, '3.2'),
    perPlan: text('MANY', '8.3.2'),
    participantOwnRules: silent(),
    origins: silent(),
    modes: silent(),
    scope: silent(),
    internalLines: silent(),
    entrustment: silent(),
    integrationCheck: silent(),
    integrationDimensions: silent(),
    overdueAtPeriodEnd: silent(),
  },
  scheme: {
    required: text(true, '8.2'),
    agreement: text('ALL_PARTICIPANTS', '8.2'),
    requiredFields: text(['content', 'period', 'modes'], '8.2'),
  },
  joint: {
    leadTerm: text('发起部门', '3.2'),
    participantTerm: text('配合部门', '7.1'),
    roles: silent(),
    kinds: silent(),
    initiationModes: silent(),
    unplannedRequires: silent(),
    lead: silent(),
    response: {
      workingDays: silent(),
      trigger: silent(),
      overdueAction: silent(),
    },
    inspectionDate: silent(),
    maxDepartments: silent(),
    maxDepartmentsAction: silent(),
    required: text('ALL_TASKS', '1'),
    integrateSameObject: silent(),
    levelRule: silent(),
  },
  nonRandom: {
    exceptions: silent(),
  },
  passiveTask: {
    kinds: silent(),
  },
  nonPlan: {
    rule: text('ADJUST_PLAN_FIRST', '7.4'),
  },
  visit: {
    onePerObjectPerTask: text(true, '7.7'),
  },
};
