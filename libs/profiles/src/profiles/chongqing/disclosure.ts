import { silent, text } from '../../answer.ts';
import type { DisclosureAnswers } from '../../schema/disclosure.schema.ts';

export const disclosure: DisclosureAnswers = {
  publication: {
    workingDays: text(20, '8.8.1'),
    trigger: text('TASK_COMPLETED', '8.8.1'),
    principle: text('INSPECTS_ENTERS_PUBLISHES', '8.8.1'),
    approval: {
      required: silent(),
      approver: silent(),
    },
    attestation: silent(),
    secrecyCheck: silent(),
    feedback: silent(),
    channels: text(['NECIPS', 'CREDIT_CHINA_CQ'], '8.8.1'),
    channelRule: text('ALL_OF', '8.8.1'),
    optionalChannels: text(['DEPARTMENT_WEBSITE'], '8.8.1'),
    attachTo: text('MARKET_ENTITY', '8.8.1'),
    fields: silent(),
    subjects: text(['ITEM_LIST', 'PLAN', 'PLAN_ADJUSTMENT', 'RESULT'], '5.1.4, 7.2, 8.8.1'),
    exemptions: text([{ ground: 'UNSUITABLE_BY_LAW', mode: 'WITHHOLD' }], '8.8.1'),
  },
  penalty: {
    publication: {
      workingDays: silent(),
      trigger: silent(),
    },
    kinds: silent(),
  },
  correction: {
    lockOn: text('PUBLISHED', '8.8.2'),
    ground: text('NECESSARY_CHANGE', '8.8.2'),
    approver: text('DEPARTMENT_PRINCIPAL_HEAD', '8.8.2'),
    signatureRequired: silent(),
  },
  repair: {
    enabled: silent(),
    minPeriod: {
      months: silent(),
    },
    applicant: silent(),
  },
  credit: {
    export: text(true, '10.2'),
    uses: text([
      'INVESTMENT_FINANCING', 'GOVERNMENT_LAND_SUPPLY', 'IMPORT_EXPORT', 'ENTRY_EXIT', 'COMPANY_REGISTRATION',
      'BIDDING', 'GOVERNMENT_PROCUREMENT', 'COMMENDATION', 'SAFETY_PERMIT', 'PRODUCTION_OPERATION_PERMIT',
      'PROFESSIONAL_QUALIFICATION', 'QUALIFICATION_REVIEW', 'SUPERVISION',
    ], '10.2'),
    jointApplication: silent(),
    jointDiscipline: silent(),
  },
  risk: {
    analyses: text(['REGIONAL', 'SYSTEMIC', 'INDUSTRY'], '10.1'),
    warningThreshold: silent(),
  },
};
