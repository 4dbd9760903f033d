import { silent, text } from '../../answer.ts';
import type { ResultAnswers } from '../../schema/result.schema.ts';
import { CHANGCHUN_RESULT_CODES } from './result-codes.ts';

export const result: ResultAnswers = {
  result: {
    codes: CHANGCHUN_RESULT_CODES,
    directCodes: text(['UNREACHABLE_AT_REGISTERED_ADDRESS', 'SERIOUS_NON_COOPERATION'], 'art.18'),
    directCondition: text('NO_SUBSTANTIVE_INSPECTION', 'art.18'),
    directEvidenceRequired: text(true, 'art.18'),
    consistencyCheck: silent(),
    recheck: {
      required: silent(),
    },
    enteredBy: text('EACH_DEPARTMENT', 'art.12'),
    entry: {
      workingDays: silent(),
      trigger: silent(),
    },
    entries: silent(),
    externalSources: text(['OTHER_DEPARTMENT_RESULT'], 'art.4'),
    mutualRecognition: text(true, 'art.4'),
    nationalMapping: silent(),
  },
  followUp: {
    principle: text('JURISDICTION', 'art.4'),
    kinds: text([
      'CLUE_TRANSFER', 'ABNORMAL_OPERATION_LIST', 'CASE_FILING', 'CASE_TRANSFER', 'POLICE_TRANSFER',
      'DISCIPLINE_REFERRAL',
    ], 'art.18, 22, 28'),
    transferTo: text('RESPONSIBLE_DEPARTMENT', 'art.18'),
    closeOn: silent(),
    requiredForProblems: text(true, 'art.4'),
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
    required: text(true, 'art.24'),
    contents: text(['TEXT_RECORDS', 'AUDIO_VISUAL_RECORDS'], 'art.24'),
    deadlineDays: silent(),
    deadlineAction: silent(),
    method: text('DEPARTMENT_DEFINED', 'art.24'),
    steps: silent(),
    custodian: text('INSPECTING_DEPARTMENT', 'art.24'),
    dossierKind: silent(),
    consentRequired: silent(),
  },
};
