import { fallback, silent } from '../answer.ts';
import type { Defaults } from '../schema/defaults.ts';
import type { ResultAnswers } from '../schema/result.schema.ts';

export const result = {
  result: {
    codes: silent(),
    directCodes: fallback([], 'not granted'),
    directCondition: fallback('NOT_ALLOWED', 'not granted'),
    directEvidenceRequired: fallback(true, 'platform'),
    consistencyCheck: fallback(true, 'platform'),
    recheck: {
      required: fallback(false, 'not demanded'),
    },
    enteredBy: silent(),
    entry: {
      workingDays: silent(),
      trigger: silent(),
    },
    entries: fallback(1, 'not demanded'),
    externalSources: silent(),
    mutualRecognition: silent(),
    nationalMapping: silent(),
  },
  followUp: {
    principle: silent(),
    kinds: silent(),
    transferTo: fallback('RESPONSIBLE_DEPARTMENT', 'not demanded'),
    closeOn: silent(),
    requiredForProblems: silent(),
  },
  abnormalList: {
    authority: silent(),
    by: silent(),
  },
  correctionOrder: {
    onOverdue: fallback('FOLLOW_UP', 'not demanded'),
  },
  penaltyLink: {
    keys: silent(),
  },
  demand: {
    enabled: fallback(false, 'not demanded'),
    reply: {
      workingDays: silent(),
      trigger: silent(),
    },
    routedBy: silent(),
    returnVisit: fallback(false, 'not demanded'),
  },
  archive: {
    required: fallback(false, 'not demanded'),
    contents: fallback([], 'not demanded'),
    deadlineDays: fallback(30, '及时 without a number'),
    deadlineAction: fallback('WARN', '及时 without a number'),
    method: fallback('PLATFORM', 'platform'),
    steps: fallback(['ARCHIVE'], 'not demanded'),
    custodian: fallback('INSPECTING_DEPARTMENT', 'not demanded'),
    dossierKind: fallback('RANDOM_INSPECTION_DOSSIER', 'not demanded'),
    consentRequired: fallback(false, 'not demanded'),
  },
} satisfies Defaults<ResultAnswers>;
