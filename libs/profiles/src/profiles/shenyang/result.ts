import { assumed, silent, text } from '../../answer.ts';
import type { ResultAnswers } from '../../schema/result.schema.ts';
import { SHENYANG_RESULT_CODES } from './result-codes.ts';

export const result: ResultAnswers = {
  result: {
    codes: SHENYANG_RESULT_CODES,
    directCodes: silent(),
    directCondition: silent(),
    directEvidenceRequired: silent(),
    consistencyCheck: text(true, 'art.14(5)'),
    recheck: {
      required: text(true, 'art.14(5)'),
    },
    enteredBy: text('INSPECTOR', 'art.14(5)'),
    entry: {
      workingDays: text(10, 'art.14(5)'),
      trigger: text('INSPECTION_ENDED', 'art.14(5)'),
    },
    entries: silent(),
    externalSources: text(['OTHER_DEPARTMENT_RESULT', 'JUDICIAL_DOCUMENT', 'PROFESSIONAL_CONCLUSION'], 'art.14(3)'),
    mutualRecognition: silent(),
    nationalMapping: silent(),
  },
  followUp: {
    principle: text('JURISDICTION', 'art.17'),
    kinds: assumed(['CORRECTION_ORDER', 'LAWFUL_HANDLING', 'CASE_FILING', 'CASE_TRANSFER', 'JOINT_DISCIPLINE'], 'art.17'),
    transferTo: silent(),
    closeOn: silent(),
    requiredForProblems: text(true, 'art.17'),
  },
  abnormalList: {
    authority: silent(),
    by: silent(),
  },
  correctionOrder: {
    onOverdue: text('FOLLOW_UP', 'art.17'),
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
    required: text(true, 'art.15'),
    contents: text(['WRITTEN_MATERIALS'], 'art.15'),
    deadlineDays: silent(),
    deadlineAction: silent(),
    method: silent(),
    steps: text(['SCAN', 'BIND', 'ARCHIVE'], 'art.15'),
    custodian: text('AMR_OF_OBJECT_LOCATION', 'art.15'),
    dossierKind: text('RANDOM_INSPECTION_DOSSIER', 'art.15'),
    consentRequired: text(true, 'art.15'),
  },
};
