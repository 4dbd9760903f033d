import { silent, text } from '../../answer.ts';
import type { DisclosureAnswers } from '../../schema/disclosure.schema.ts';

export const disclosure: DisclosureAnswers = {
  publication: {
    workingDays: text(10, 'art.16'),
    trigger: text('EARLIER_OF_RESULT_FORMED_AND_INSPECTION_ENDED', 'art.14(5), 16'),
    principle: text('INSPECTS_ENTERS__RECHECKS_RESPONSIBLE', 'art.14(5)'),
    approval: {
      required: silent(),
      approver: silent(),
    },
    attestation: silent(),
    secrecyCheck: silent(),
    feedback: silent(),
    channels: text(['NECIPS_LN', 'CREDIT_CHINA_SY', 'NATIONAL_INTERNET_PLUS'], 'art.16'),
    channelRule: text('ALL_OF', 'art.16'),
    optionalChannels: text(['GOVERNMENT_PORTAL', 'SPECIAL_PLATFORM'], 'art.16'),
    attachTo: text('INSPECTION_OBJECT', 'art.14(5)'),
    fields: silent(),
    subjects: text(['ITEM_LIST', 'PLAN', 'PLAN_ADJUSTMENT', 'TASK', 'RESULT', 'HANDLING_DECISION'], 'art.7, 16'),
    exemptions: text([
      { ground: 'STATE_SECRET', mode: 'WITHHOLD' },
      { ground: 'TRADE_SECRET', mode: 'WITHHOLD' },
      { ground: 'PERSONAL_PRIVACY', mode: 'WITHHOLD' },
    ], 'art.16'),
  },
  penalty: {
    publication: {
      workingDays: text(7, 'art.16'),
      trigger: text('DECISION_MADE', 'art.16'),
    },
    kinds: text(['ORDER', 'COERCION', 'PENALTY'], 'art.16'),
  },
  correction: {
    lockOn: silent(),
    ground: silent(),
    approver: silent(),
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
    export: silent(),
    uses: silent(),
    jointApplication: silent(),
    jointDiscipline: text(true, 'art.17'),
  },
  risk: {
    analyses: text(['REGIONAL', 'SYSTEMIC'], 'art.12(5)'),
    warningThreshold: silent(),
  },
};
