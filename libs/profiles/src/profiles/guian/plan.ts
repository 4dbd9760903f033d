import { assumed, silent, text } from '../../answer.ts';
import type { PlanAnswers } from '../../schema/plan.schema.ts';

export const plan: PlanAnswers = {
  plan: {
    deadline: {
      date: text('03-31', 'art.25'),
      event: text('PUBLISHED', 'art.25'),
      inclusive: text(true, 'art.25'),
    },
    review: {
      municipal: text([], 'art.25'),
      county: text([], 'art.25'),
    },
    adjustment: {
      review: {
        municipal: text([], 'art.27'),
        county: text([], 'art.27'),
      },
      causes: text(['SUPERIOR_REQUIREMENT', 'SOCIAL_RISK', 'EMERGENCY', 'SUPERVISION_NEED'], 'art.27'),
      kinds: silent(),
      publish: assumed(true, 'art.45'),
    },
    channels: text(['GZ_PROVINCIAL_PLATFORM'], 'art.25'),
    requiredFields: text([
      'name', 'objectScope', 'items', 'ratio', 'creditRiskStrata', 'leadDivision', 'participatingDivisions',
      'period',
    ], 'art.26'),
    directedRequiredFields: silent(),
    form: silent(),
    mustCoverClasses: text(['A', 'B', 'C'], 'art.28'),
    mergeSimilar: text('REQUIRED', 'art.33'),
    mergeBy: text(['TIME', 'OBJECT_TYPE', 'CONTENT'], 'art.33'),
    jointAgreement: text('BY_RESPONSE', 'art.36'),
    escalateTo: text('JOINT_CONFERENCE_OFFICE', 'art.39'),
    minLevel: silent(),
    drafter: text('DEPARTMENT', 'art.25'),
    consolidatedBy: silent(),
    lineListLevels: silent(),
    lineFiledWith: silent(),
    differentiated: text(true, 'art.14'),
    ratioRationaleRequired: text(true, 'art.25'),
    inputs: silent(),
    undirectedMaxPerYear: silent(),
    directedSetBy: silent(),
    entryOrigins: silent(),
  },
  burden: {
    maxVisitsPerYear: silent(),
  },
};
