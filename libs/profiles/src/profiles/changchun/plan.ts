import { assumed, silent, text } from '../../answer.ts';
import type { PlanAnswers } from '../../schema/plan.schema.ts';

export const plan: PlanAnswers = {
  plan: {
    deadline: {
      date: text('01-31', 'art.8'),
      event: text('SUBMITTED_FOR_REVIEW', 'art.8'),
      inclusive: assumed(true, 'art.8'),
    },
    review: {
      municipal: text(['JUSTICE_SAME_LEVEL'], 'art.8'),
      county: text(['JUSTICE_SAME_LEVEL'], 'art.12'),
    },
    adjustment: {
      review: {
        municipal: assumed(['JUSTICE_SAME_LEVEL'], 'art.8'),
        county: assumed(['JUSTICE_SAME_LEVEL'], 'art.8'),
      },
      causes: silent(),
      kinds: silent(),
      publish: silent(),
    },
    channels: assumed(['COLLABORATIVE_PLATFORM'], 'art.8'),
    requiredFields: text(['task', 'objectScope', 'ratio', 'frequency', 'period', 'leadDepartment', 'participatingDepartments'], 'art.8'),
    directedRequiredFields: silent(),
    form: silent(),
    mustCoverClasses: silent(),
    mergeSimilar: silent(),
    mergeBy: silent(),
    jointAgreement: text('ALL_PARTICIPANTS', 'art.9'),
    escalateTo: text('LEADING_GROUP_OFFICE', 'art.9'),
    minLevel: silent(),
    drafter: text('ITEM_LEAD_DEPARTMENT', 'art.8'),
    consolidatedBy: silent(),
    lineListLevels: silent(),
    lineFiledWith: silent(),
    differentiated: text(true, 'art.10'),
    ratioRationaleRequired: silent(),
    inputs: silent(),
    undirectedMaxPerYear: silent(),
    directedSetBy: silent(),
    entryOrigins: silent(),
  },
  burden: {
    maxVisitsPerYear: silent(),
  },
};
