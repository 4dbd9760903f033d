import { silent, text } from '../../answer.ts';
import type { PlanAnswers } from '../../schema/plan.schema.ts';

export const plan: PlanAnswers = {
  plan: {
    deadline: {
      date: silent(),
      event: text('PUBLISHED', 'art.12(1)'),
      inclusive: silent(),
    },
    review: {
      municipal: text(['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL'], 'art.7(2)'),
      county: text(['JUSTICE_SAME_LEVEL'], 'art.6(3)'),
    },
    adjustment: {
      review: {
        municipal: text(['JUSTICE_SAME_LEVEL'], 'art.12(1)'),
        county: text([], 'art.12(2)'),
      },
      causes: text(['ACTUAL_WORK'], 'art.12(1)'),
      kinds: silent(),
      publish: text(true, 'art.12(1)'),
    },
    channels: text(['PUBLICATION_PLATFORM'], 'art.12(2)'),
    requiredFields: text([
      'batches', 'batches[].scope', 'batches[].quantity', 'batches[].schedule', 'ratio', 'keyFields',
      'workRequirements',
    ], 'art.12(3)'),
    directedRequiredFields: text(['industry', 'region'], 'art.12(5)'),
    form: silent(),
    mustCoverClasses: silent(),
    mergeSimilar: text('REQUIRED', 'art.7(3)'),
    mergeBy: text(['OBJECT_TYPE', 'MODE'], 'art.7(3)'),
    jointAgreement: silent(),
    escalateTo: silent(),
    minLevel: text('COUNTY', 'art.12'),
    drafter: text('BUSINESS_DIVISION', 'art.7(3)'),
    consolidatedBy: text('LEGAL_DIVISION', 'art.12(1)'),
    lineListLevels: text(['NATIONAL', 'PROVINCIAL'], 'art.7(3)'),
    lineFiledWith: text('LEGAL_DIVISION', 'art.7(3)'),
    differentiated: text(true, 'art.12(4)'),
    ratioRationaleRequired: silent(),
    inputs: text(['MONITORING', 'COMPLAINTS'], 'art.12(5)'),
    undirectedMaxPerYear: text(1, 'art.12(4)'),
    directedSetBy: text(['DISTRICT', 'BUSINESS_DIVISION'], 'art.12(4)'),
    entryOrigins: text(['OWN', 'SUPERIOR'], 'art.5(4)'),
  },
  burden: {
    maxVisitsPerYear: silent(),
  },
};
