import { assumed, silent, text } from '../../answer.ts';
import type { ResultAnswers } from '../../schema/result.schema.ts';
import { NATIONAL_RESULT_CODES } from './result-codes.ts';

export const result: ResultAnswers = {
  result: {
    codes: NATIONAL_RESULT_CODES,
    directCodes: silent(),
    directCondition: silent(),
    directEvidenceRequired: silent(),
    consistencyCheck: silent(),
    recheck: {
      required: silent(),
    },
    enteredBy: text('INSPECTOR', '2.7'),
    entry: {
      workingDays: silent(),
      trigger: silent(),
    },
    entries: silent(),
    externalSources: text(['OTHER_DEPARTMENT_RESULT'], '2.3'),
    mutualRecognition: text(true, '2.3'),
    nationalMapping: text(true, '2.3'),
  },
  followUp: {
    principle: text('SUPERVISOR', '2.8'),
    kinds: assumed(['LAWFUL_HANDLING', 'CORRECTION_ORDER', 'CLUE_TRANSFER', 'CASE_FILING', 'CASE_TRANSFER', 'DISCIPLINE_REFERRAL'], '2.8'),
    transferTo: silent(),
    closeOn: text('CASE_OUTCOME', '2.8'),
    requiredForProblems: text(true, '2.8'),
  },
  abnormalList: {
    authority: silent(),
    by: silent(),
  },
  correctionOrder: {
    onOverdue: silent(),
  },
  penaltyLink: {
    keys: text(['TASK_NO', 'OBJECT_NAME'], '2.8'),
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
