import { assumed, silent, text } from '../../answer.ts';
import type { TaskAnswers } from '../../schema/task.schema.ts';

export const task: TaskAnswers = {
  task: {
    creator: text(['LEAD_DEPARTMENT', 'JOINT_CONFERENCE_OFFICE'], 'art.39'),
    requiredFields: silent(),
    minDepartments: silent(),
    requiresPublishedList: silent(),
    requiresPublishedPlan: silent(),
    perPlan: silent(),
    participantOwnRules: silent(),
    origins: assumed(['PLAN', 'SUPERIOR', 'DIRECT', 'PASSIVE', 'CAMPAIGN'], 'art.34'),
    modes: silent(),
    scope: silent(),
    internalLines: silent(),
    entrustment: silent(),
    integrationCheck: text('BEFORE_DISPATCH', 'art.33'),
    integrationDimensions: text(['TIME', 'OBJECT', 'CONTENT'], 'art.33'),
    overdueAtPeriodEnd: text(true, 'art.48'),
  },
  scheme: {
    required: silent(),
    agreement: silent(),
    requiredFields: silent(),
  },
  joint: {
    leadTerm: text('牵头部门', 'art.36'),
    participantTerm: text('响应部门', 'art.36'),
    roles: silent(),
    kinds: text(['PLANNED', 'UNPLANNED'], 'art.37'),
    initiationModes: text(['GENERAL_BY_LEAD', 'JOINT_CONFERENCE_OFFICE'], 'art.39'),
    unplannedRequires: text(['SUPERIOR_INSTRUCTION', 'OVERLAPPING_OBJECTS'], 'art.37'),
    lead: text('INDUSTRY_DEPARTMENT', 'art.36'),
    response: {
      workingDays: text(2, 'art.40'),
      trigger: text('RECEIVED', 'art.40'),
      overdueAction: text('CIRCULAR_BY_OFFICE', 'art.40'),
    },
    inspectionDate: text('AGREED_BY_ALL', 'art.36'),
    maxDepartments: assumed(4, 'art.36'),
    maxDepartmentsAction: assumed('REFUSE', 'art.36'),
    required: text('SAME_OBJECT_MULTI_DEPARTMENT', 'art.36'),
    integrateSameObject: text(true, 'art.36'),
    levelRule: silent(),
  },
  nonRandom: {
    exceptions: text(['SPECIAL_KEY_FIELD', 'PASSIVE_CERTAIN_TASK'], 'art.12'),
  },
  passiveTask: {
    kinds: text(['COMPLAINT', 'CLUE_VERIFICATION', 'ASSIGNED_MATTER'], 'art.34'),
  },
  nonPlan: {
    rule: text('FORBIDDEN_IN_GENERAL_FIELDS', 'art.3'),
  },
  visit: {
    onePerObjectPerTask: text(true, 'art.41'),
  },
};
