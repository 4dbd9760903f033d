import { assumed, silent, text } from '../../answer.ts';
import type { PlanAnswers } from '../../schema/plan.schema.ts';

export const plan: PlanAnswers = {
  plan: {
    deadline: {
      date: text('03-31', '7.2'),
      event: text('PUBLISHED', '7.2'),
      inclusive: assumed(true, '7.2'),
    },
    review: {
      municipal: text([], '7.2'),
      county: text([], '7.2'),
    },
    adjustment: {
      review: {
        municipal: text([], '7.4'),
        county: text([], '7.4'),
      },
      causes: text(['ACTUAL_WORK'], '7.4'),
      kinds: silent(),
      publish: text(true, '7.4'),
    },
    channels: text(['NECIPS_CQ'], '7.2'),
    requiredFields: text(['name', 'leadDepartment', 'participatingDepartments', 'items', 'objectScope', 'period', 'ratio', 'objectCount'], '7.3'),
    directedRequiredFields: silent(),
    form: text('CQ_D1', '7.3'),
    mustCoverClasses: text(['GENERAL', 'KEY'], '7.4'),
    mergeSimilar: text('REQUIRED', '7.6'),
    mergeBy: text(['OBJECT_TYPE', 'MODE'], '7.6'),
    jointAgreement: text('ALL_PARTICIPANTS', '7.1'),
    escalateTo: silent(),
    minLevel: silent(),
    drafter: text('ITEM_LEAD_DEPARTMENT', '7.1'),
    consolidatedBy: silent(),
    lineListLevels: silent(),
    lineFiledWith: silent(),
    differentiated: text(true, '7.5'),
    ratioRationaleRequired: text(true, '7.5'),
    inputs: silent(),
    undirectedMaxPerYear: silent(),
    directedSetBy: silent(),
    entryOrigins: silent(),
  },
  burden: {
    maxVisitsPerYear: silent(),
  },
};
