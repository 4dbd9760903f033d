import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { TaskAnswers } from '../schema/task.schema.ts';

export const task = {
  task: {
    creator: fallback(['LEAD_DEPARTMENT', 'DEPARTMENT'], 'not demanded'),
    requiredFields: fallback([], 'not demanded'),
    minDepartments: fallback(1, 'not demanded'),
    requiresPublishedList: fallback(true, 'platform'),
    requiresPublishedPlan: fallback(true, 'platform'),
    perPlan: fallback('MANY', 'not restricted'),
    participantOwnRules: fallback(false, 'not demanded'),
    origins: silent(),
    modes: silent(),
    scope: silent(),
    internalLines: silent(),
    entrustment: fallback('NONE', 'not granted'),
    integrationCheck: fallback('NONE', 'not demanded'),
    integrationDimensions: fallback([], 'not demanded'),
    overdueAtPeriodEnd: fallback(true, 'platform'),
  },
  scheme: {
    required: fallback(false, 'not demanded'),
    agreement: fallback('NONE', 'not demanded'),
    requiredFields: fallback([], 'not demanded'),
  },
  joint: {
    leadTerm: silent(),
    participantTerm: silent(),
    roles: silent(),
    kinds: silent(),
    initiationModes: fallback(['GENERAL_BY_LEAD'], 'not demanded'),
    unplannedRequires: fallback([], 'not demanded'),
    lead: silent(),
    response: {
      workingDays: silent(),
      trigger: silent(),
      overdueAction: fallback('NONE', 'not demanded'),
    },
    inspectionDate: fallback('UNREGULATED', 'not demanded'),
    maxDepartments: fallback(4, 'art.36 names no number'),
    maxDepartmentsAction: fallback('WARN', 'art.36 names no number'),
    required: silent(),
    integrateSameObject: fallback(false, 'not demanded'),
    levelRule: fallback([], 'not demanded'),
  },
  nonRandom: {
    exceptions: silent(),
  },
  passiveTask: {
    kinds: fallback([], 'not demanded'),
  },
  nonPlan: {
    rule: silent(),
  },
  visit: {
    onePerObjectPerTask: fallback(false, 'not demanded'),
  },
} satisfies Defaults<TaskAnswers>;
