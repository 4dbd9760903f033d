import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { PlanAnswers } from '../schema/plan.schema.ts';

export const plan = {
  plan: {
    deadline: {
      date: silent(),
      event: silent(),
      inclusive: silent(),
    },
    review: {
      municipal: silent(),
      county: silent(),
    },
    adjustment: {
      review: {
        municipal: silent(),
        county: silent(),
      },
      causes: silent(),
      kinds: silent(),
      publish: silent(),
    },
    channels: silent(),
    requiredFields: silent(),
    directedRequiredFields: fallback([], 'not demanded'),
    form: silent(),
    mustCoverClasses: fallback([], 'not demanded'),
    mergeSimilar: fallback('NONE', 'not demanded'),
    mergeBy: fallback([], 'not demanded'),
    jointAgreement: fallback('NONE', 'not demanded'),
    escalateTo: silent(),
    minLevel: silent(),
    drafter: silent(),
    consolidatedBy: silent(),
    lineListLevels: silent(),
    lineFiledWith: silent(),
    differentiated: silent(),
    ratioRationaleRequired: fallback(false, 'not demanded'),
    inputs: fallback([], 'not demanded'),
    undirectedMaxPerYear: silent(),
    directedSetBy: fallback([], 'not demanded'),
    entryOrigins: silent(),
  },
  burden: {
    maxVisitsPerYear: silent(),
  },
} satisfies Defaults<PlanAnswers>;
