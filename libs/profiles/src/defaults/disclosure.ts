import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { DisclosureAnswers } from '../schema/disclosure.schema.ts';

export const disclosure = {
  publication: {
    workingDays: silent(),
    trigger: silent(),
    principle: silent(),
    approval: {
      required: fallback(false, 'not demanded'),
      approver: fallback('DEPARTMENT_HEAD', 'art.46 names nobody'),
    },
    attestation: fallback(false, 'not demanded'),
    secrecyCheck: fallback(false, 'not demanded'),
    feedback: fallback(false, 'not demanded'),
    channels: silent(),
    channelRule: silent(),
    optionalChannels: fallback([], 'not demanded'),
    attachTo: fallback('INSPECTION_OBJECT', 'not demanded'),
    fields: fallback(['inspectedOn', 'taskNo'], 'platform'),
    subjects: silent(),
    exemptions: silent(),
  },
  penalty: {
    publication: {
      workingDays: silent(),
      trigger: silent(),
    },
    kinds: fallback([], 'not demanded'),
  },
  correction: {
    lockOn: fallback('PUBLISHED', 'platform'),
    ground: fallback('PROVEN_ERROR', 'the text is silent'),
    approver: fallback('DEPARTMENT_PRINCIPAL_HEAD', 'the text is silent'),
    signatureRequired: fallback(false, 'not demanded'),
  },
  repair: {
    enabled: silent(),
    minPeriod: {
      months: silent(),
    },
    applicant: silent(),
  },
  credit: {
    export: fallback(false, 'not demanded'),
    uses: fallback([], 'not demanded'),
    jointApplication: silent(),
    jointDiscipline: fallback(false, 'not demanded'),
  },
  risk: {
    analyses: silent(),
    warningThreshold: silent(),
  },
} satisfies Defaults<DisclosureAnswers>;
