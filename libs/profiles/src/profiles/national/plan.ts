import { assumed, silent, text } from '../../answer.ts';
import type { PlanAnswers } from '../../schema/plan.schema.ts';

export const plan: PlanAnswers = {
  plan: {
    deadline: {
      date: silent(),
      event: silent(),
      inclusive: silent(),
    },
    review: {
      municipal: text([], '2.2'),
      county: text([], '2.2'),
    },
    adjustment: {
      review: {
        municipal: text([], '2.2'),
        county: text([], '2.2'),
      },
      causes: text(['ACTUAL_WORK'], '2.2'),
      kinds: text(['ADD', 'CHANGE', 'CANCEL'], '2.2'),
      publish: text(true, '2.2'),
    },
    channels: text(['NECIPS'], '2.2'),
    requiredFields: text(['ratio', 'frequency', 'creditRiskStrata'], '2.5'),
    directedRequiredFields: silent(),
    form: silent(),
    mustCoverClasses: silent(),
    mergeSimilar: text('WITH_CAMPAIGNS', '2.2'),
    mergeBy: assumed(['OBJECT_TYPE', 'MODE'], '2.2'),
    jointAgreement: silent(),
    escalateTo: silent(),
    minLevel: text('COUNTY', '2.2'),
    drafter: text('DEPARTMENT', '2.2'),
    consolidatedBy: silent(),
    lineListLevels: silent(),
    lineFiledWith: silent(),
    differentiated: text(true, '2.5'),
    ratioRationaleRequired: silent(),
    inputs: silent(),
    undirectedMaxPerYear: silent(),
    directedSetBy: silent(),
    entryOrigins: text(['OWN', 'SUPERIOR', 'CAMPAIGN'], '2.2'),
  },
  burden: {
    maxVisitsPerYear: silent(),
  },
};
