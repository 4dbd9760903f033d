import { assumed, silent, text } from '../../answer.ts';
import type { ResultAnswers } from '../../schema/result.schema.ts';
import { CHONGQING_RESULT_CODES } from './result-codes.ts';

export const result: ResultAnswers = {
  result: {
    codes: CHONGQING_RESULT_CODES,
    directCodes: silent(),
    directCondition: silent(),
    directEvidenceRequired: silent(),
    consistencyCheck: silent(),
    recheck: {
      required: silent(),
    },
    enteredBy: text('INSPECTOR', '8.8.1'),
    entry: {
      workingDays: silent(),
      trigger: silent(),
    },
    entries: silent(),
    externalSources: text(['EXPERT_OPINION'], '5.3.3'),
    mutualRecognition: silent(),
    nationalMapping: silent(),
  },
  followUp: {
    principle: text('JURISDICTION', '9'),
    kinds: assumed(['LAWFUL_HANDLING', 'CORRECTION_ON_THE_SPOT', 'CORRECTION_ORDER', 'CASE_FILING', 'CASE_TRANSFER'], '8.6.4'),
    transferTo: silent(),
    closeOn: silent(),
    requiredForProblems: text(true, '9'),
  },
  abnormalList: {
    authority: silent(),
    by: silent(),
  },
  correctionOrder: {
    onOverdue: silent(),
  },
  penaltyLink: {
    keys: silent(),
  },
  demand: {
    enabled: silent(),
    reply: {
      workingDays: silent(),
      trigger: silent(),
    },
    routedBy: silent(),
    returnVisit: silent(),
  },
  archive: {
    required: text(true, '8.7.3'),
    contents: text(['RECORD_FORM', 'EVIDENCE'], '8.7.3'),
    deadlineDays: silent(),
    deadlineAction: silent(),
    method: silent(),
    steps: silent(),
    custodian: silent(),
    dossierKind: silent(),
    consentRequired: silent(),
  },
};
