import { assumed, silent, text } from '../../answer.ts';
import type { DisclosureAnswers } from '../../schema/disclosure.schema.ts';

export const disclosure: DisclosureAnswers = {
  publication: {
    workingDays: text(20, 'art.19'),
    trigger: assumed('INSPECTION_ENDED', 'art.19'),
    principle: text('DEPARTMENT_RESPONSIBLE', 'art.4'),
    approval: {
      required: silent(),
      approver: silent(),
    },
    attestation: text(true, 'art.23'),
    secrecyCheck: silent(),
    feedback: silent(),
    channels: text(['NECIPS'], 'art.19'),
    channelRule: text('ALL_OF', 'art.19'),
    optionalChannels: silent(),
    attachTo: silent(),
    fields: assumed(['inspectedOn', 'taskNo'], 'art.20'),
    subjects: text(['ITEM_LIST', 'PLAN', 'DRAW_RESULT', 'INSPECTION', 'RESULT', 'HANDLING_RESULT'], 'art.4'),
    exemptions: text([{ ground: 'EXPLICIT_BY_LAW', mode: 'WITHHOLD' }], 'art.4'),
  },
  penalty: {
    publication: {
      workingDays: silent(),
      trigger: silent(),
    },
    kinds: silent(),
  },
  correction: {
    lockOn: text('PUBLISHED', 'art.20'),
    ground: text('PROVEN_ERROR', 'art.20'),
    approver: text('DEPARTMENT_PRINCIPAL_HEAD', 'art.20'),
    signatureRequired: text(true, 'art.20'),
  },
  repair: {
    enabled: silent(),
    minPeriod: {
      months: silent(),
    },
    applicant: silent(),
  },
  credit: {
    export: text(true, 'art.21'),
    uses: text([
      'INVESTMENT_FINANCING', 'GOVERNMENT_LAND_SUPPLY', 'IMPORT_EXPORT', 'ENTRY_EXIT', 'COMPANY_REGISTRATION',
      'BIDDING', 'GOVERNMENT_PROCUREMENT', 'COMMENDATION', 'SAFETY_PERMIT', 'PRODUCTION_OPERATION_PERMIT',
      'PROFESSIONAL_QUALIFICATION', 'QUALIFICATION_REVIEW', 'SUPERVISION',
    ], 'art.21'),
    jointApplication: silent(),
    jointDiscipline: silent(),
  },
  risk: {
    analyses: silent(),
    warningThreshold: silent(),
  },
};
