import { assumed, silent, text } from '../../answer.ts';
import type { ResultAnswers } from '../../schema/result.schema.ts';
import { GUIAN_RESULT_CODES } from './result-codes.ts';

export const result: ResultAnswers = {
  result: {
    codes: GUIAN_RESULT_CODES,
    directCodes: silent(),
    directCondition: silent(),
    directEvidenceRequired: silent(),
    consistencyCheck: silent(),
    recheck: {
      required: silent(),
    },
    enteredBy: text('EACH_DEPARTMENT', 'art.46'),
    entry: {
      workingDays: silent(),
      trigger: silent(),
    },
    entries: text(2, 'art.32(2)'),
    externalSources: silent(),
    mutualRecognition: silent(),
    nationalMapping: silent(),
  },
  followUp: {
    principle: text('JURISDICTION', 'art.31'),
    kinds: assumed(['CORRECTION_ON_THE_SPOT', 'ADMINISTRATIVE_GUIDANCE', 'ABNORMAL_OPERATION_LIST', 'CASE_FILING', 'CASE_TRANSFER'], 'art.31'),
    transferTo: text('COMPETENT_DEPARTMENT', 'art.31'),
    closeOn: silent(),
    requiredForProblems: text(true, 'art.32(3)'),
  },
  abnormalList: {
    authority: text('GA_AMR', 'art.31'),
    by: text('LEAD_DEPARTMENT', 'art.31'),
  },
  correctionOrder: {
    onOverdue: silent(),
  },
  penaltyLink: {
    keys: silent(),
  },
  demand: {
    enabled: text(true, 'art.47'),
    reply: {
      workingDays: text(7, 'art.47'),
      trigger: text('TAKEN_BACK', 'art.47'),
    },
    routedBy: text('LEAD_DEPARTMENT', 'art.47'),
    returnVisit: text(true, 'art.47'),
  },
  archive: {
    required: silent(),
    contents: silent(),
    deadlineDays: silent(),
    deadlineAction: silent(),
    method: silent(),
    steps: silent(),
    custodian: silent(),
    dossierKind: silent(),
    consentRequired: silent(),
  },
};
