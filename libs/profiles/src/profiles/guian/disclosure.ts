import { silent, text } from '../../answer.ts';
import type { DisclosureAnswers } from '../../schema/disclosure.schema.ts';

export const disclosure: DisclosureAnswers = {
  publication: {
    workingDays: text(20, 'art.46'),
    trigger: text('INSPECTION_ENDED', 'art.46'),
    principle: text('INSPECTS_ENTERS', 'art.46'),
    approval: {
      required: text(true, 'art.46'),
      approver: silent(),
    },
    attestation: silent(),
    secrecyCheck: text(true, 'art.43'),
    feedback: text(true, 'art.43'),
    channels: text(['GZ_PROVINCIAL_PLATFORM', 'DEPARTMENT_PORTAL'], 'art.46'),
    channelRule: text('ONE_OF', 'art.46'),
    optionalChannels: silent(),
    attachTo: silent(),
    fields: silent(),
    subjects: text(['ITEM_LIST', 'PLAN', 'INSPECTION', 'RESULT'], 'art.43-46'),
    exemptions: text([
      { ground: 'CLASSIFIED', mode: 'WITHHOLD' },
      { ground: 'UNSUITABLE_BY_RULE', mode: 'WITHHOLD' },
      { ground: 'TRADE_SECRET', mode: 'REDACT' },
      { ground: 'PERSONAL_PRIVACY', mode: 'REDACT' },
    ], 'art.43, 46'),
  },
  penalty: {
    publication: {
      workingDays: silent(),
      trigger: silent(),
    },
    kinds: silent(),
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
    jointDiscipline: silent(),
  },
  risk: {
    analyses: silent(),
    warningThreshold: silent(),
  },
};
