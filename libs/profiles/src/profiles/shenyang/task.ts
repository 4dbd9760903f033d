import { silent, text } from '../../answer.ts';
import type { TaskAnswers } from '../../schema/task.schema.ts';

export const task: TaskAnswers = {
  task: {
    creator: text(['DEPARTMENT'], 'art.5(4)'),
    requiredFields: silent(),
    minDepartments: silent(),
    requiresPublishedList: silent(),
    requiresPublishedPlan: silent(),
    perPlan: text('BY_BATCH', 'art.12(3)'),
    participantOwnRules: silent(),
    origins: text(['PLAN', 'SUPERIOR', 'DIRECT', 'CAMPAIGN'], 'art.5(4)'),
    modes: silent(),
    scope: silent(),
    internalLines: silent(),
    entrustment: text('CITY_TO_DISTRICT', 'art.8'),
    integrationCheck: silent(),
    integrationDimensions: silent(),
    overdueAtPeriodEnd: silent(),
  },
  scheme: {
    required: text(true, 'art.2'),
    agreement: silent(),
    requiredFields: silent(),
  },
  joint: {
    leadTerm: text('发起部门', 'art.14(4)'),
    participantTerm: text('参与部门', 'art.14(4)'),
    roles: silent(),
    kinds: silent(),
    initiationModes: text(['CAMPAIGN', 'GOVERNMENT_DESIGNATED', 'STANDING_GROUP'], 'art.14(4)'),
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
    required: text('SEVERAL_ITEMS_ON_ONE_OBJECT', 'art.10'),
    integrateSameObject: text(true, 'art.10'),
    levelRule: silent(),
  },
  nonRandom: {
    exceptions: text(['SPECIAL_KEY_FIELD', 'COMPLAINT', 'ASSIGNED_MATTER', 'DATA_MONITORING'], 'art.14(1)'),
  },
  passiveTask: {
    kinds: silent(),
  },
  nonPlan: {
    rule: text('SUPERIOR_TASKS_OUTSIDE', 'art.5(4)'),
  },
  visit: {
    onePerObjectPerTask: silent(),
  },
};
