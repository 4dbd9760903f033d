import { assumed, silent, text } from '../../answer.ts';
import type { TaskAnswers } from '../../schema/task.schema.ts';

export const task: TaskAnswers = {
  task: {
    creator: text(['LEAD_DEPARTMENT'], 'art.11'),
    requiredFields: text(['name', 'period', 'departments'], 'art.11'),
    minDepartments: assumed(2, 'art.2'),
    requiresPublishedList: text(true, 'art.2'),
    requiresPublishedPlan: text(true, 'art.2'),
    perPlan: silent(),
    participantOwnRules: text(true, 'art.11'),
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
    required: silent(),
    agreement: silent(),
    requiredFields: silent(),
  },
  joint: {
    leadTerm: text('牵头部门', 'art.8'),
    participantTerm: text('配合部门', 'art.8'),
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
    inspectionDate: text('SET_BY_LEADER', 'art.14'),
    maxDepartments: silent(),
    maxDepartmentsAction: silent(),
    required: text('ALL_TASKS', 'art.2'),
    integrateSameObject: text(true, 'art.4'),
    levelRule: text([
      { lead: 'MUNICIPAL', leadExecutes: true, participants: 'COUNTY', planLevel: 'MUNICIPAL' },
      { lead: 'MUNICIPAL', leadExecutes: true, participants: 'MUNICIPAL', planLevel: 'MUNICIPAL' },
      { lead: 'MUNICIPAL', leadExecutes: false, participants: null, planLevel: 'COUNTY' },
      { lead: 'COUNTY', leadExecutes: null, participants: null, planLevel: 'COUNTY' },
    ], 'art.12'),
  },
  nonRandom: {
    exceptions: text(['SPECIAL_KEY_FIELD'], 'art.4'),
  },
  passiveTask: {
    kinds: silent(),
  },
  nonPlan: {
    rule: silent(),
  },
  visit: {
    onePerObjectPerTask: text(true, 'art.15'),
  },
};
