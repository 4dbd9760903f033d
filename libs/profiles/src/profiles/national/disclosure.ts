import { assumed, silent, text } from '../../answer.ts';
import type { DisclosureAnswers } from '../../schema/disclosure.schema.ts';

export const disclosure: DisclosureAnswers = {
  publication: {
    workingDays: silent(),
    trigger: text('INSPECTION_ENDED', '2.7'),
    principle: text('INSPECTS_ENTERS_RESPONSIBLE', '2.7'),
    approval: {
      required: silent(),
      approver: silent(),
    },
    attestation: silent(),
    secrecyCheck: silent(),
    feedback: silent(),
    channels: text(['NECIPS'], '3.3'),
    channelRule: text('ALL_OF', '3.3'),
    optionalChannels: silent(),
    attachTo: silent(),
    fields: silent(),
    subjects: text(['PLAN', 'PLAN_ADJUSTMENT', 'RESULT'], '2.2, 2.7'),
    exemptions: assumed([{ ground: 'EXPLICIT_BY_LAW', mode: 'WITHHOLD' }], '2.7'),
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
    enabled: text(true, '3.3'),
    minPeriod: {
      months: silent(),
    },
    applicant: text('INSPECTEE', '3.3'),
  },
  credit: {
    export: silent(),
    uses: silent(),
    jointApplication: text(true, '2.3'),
    jointDiscipline: silent(),
  },
  risk: {
    analyses: text(['RISK_PROMPT'], '3.2'),
    warningThreshold: silent(),
  },
};
