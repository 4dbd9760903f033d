import { z } from 'zod';
import { said } from '../answer.ts';
import { DRAWN_BY } from './draw.schema.ts';
import { LIMIT_ACTIONS } from './item-list.schema.ts';
import { INSPECTION_RESULT_CODES, resultCodeEntry } from './result-code.schema.ts';
import { code, count } from './vocabulary.ts';

export const RESULT_ENTRY_TRIGGERS = ['INSPECTION_ENDED'] as const;
export type ResultEntryTrigger = (typeof RESULT_ENTRY_TRIGGERS)[number];

export const DIRECT_RESULT_CONDITIONS = ['NOT_ALLOWED', 'NO_SUBSTANTIVE_INSPECTION'] as const;
export type DirectResultCondition = (typeof DIRECT_RESULT_CONDITIONS)[number];

export const EXTERNAL_RESULT_SOURCES = ['OTHER_DEPARTMENT_RESULT', 'JUDICIAL_DOCUMENT', 'PROFESSIONAL_CONCLUSION', 'EXPERT_OPINION'] as const;
export type ExternalResultSource = (typeof EXTERNAL_RESULT_SOURCES)[number];

export const RESULT_ENTERED_BY = ['INSPECTOR', 'EACH_DEPARTMENT'] as const;
export type ResultEnteredBy = (typeof RESULT_ENTERED_BY)[number];

export const FOLLOW_UP_PRINCIPLES = ['JURISDICTION', 'SUPERVISOR'] as const;
export type FollowUpPrinciple = (typeof FOLLOW_UP_PRINCIPLES)[number];

export const FOLLOW_UP_KINDS = [
  'LAWFUL_HANDLING', 'CORRECTION_ON_THE_SPOT', 'CORRECTION_ORDER', 'ADMINISTRATIVE_GUIDANCE', 'CLUE_TRANSFER',
  'ABNORMAL_OPERATION_LIST', 'CASE_FILING', 'CASE_TRANSFER', 'POLICE_TRANSFER', 'DISCIPLINE_REFERRAL', 'JOINT_DISCIPLINE',
] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

export const TRANSFER_TARGETS = ['RESPONSIBLE_DEPARTMENT', 'COMPETENT_DEPARTMENT'] as const;
export type TransferTo = (typeof TRANSFER_TARGETS)[number];

export const FOLLOW_UP_CLOSINGS = ['MEASURE_TAKEN', 'CASE_OUTCOME'] as const;
export type FollowUpClosing = (typeof FOLLOW_UP_CLOSINGS)[number];

export const CORRECTION_OVERDUE_ACTIONS = ['FOLLOW_UP'] as const;
export type CorrectionOverdue = (typeof CORRECTION_OVERDUE_ACTIONS)[number];

export const PENALTY_LINK_KEYS = ['TASK_NO', 'OBJECT_NAME'] as const;
export type PenaltyLinkKey = (typeof PENALTY_LINK_KEYS)[number];

export const DEMAND_TRIGGERS = ['TAKEN_BACK'] as const;
export type DemandTrigger = (typeof DEMAND_TRIGGERS)[number];

export const DOSSIER_CONTENTS = ['RECORD_FORM', 'EVIDENCE', 'TEXT_RECORDS', 'AUDIO_VISUAL_RECORDS', 'WRITTEN_MATERIALS'] as const;
export type DossierContent = (typeof DOSSIER_CONTENTS)[number];

export const ARCHIVE_STEPS = ['SCAN', 'BIND', 'ARCHIVE'] as const;
export type ArchiveStep = (typeof ARCHIVE_STEPS)[number];

export const ARCHIVE_METHODS = ['DEPARTMENT_DEFINED', 'PLATFORM'] as const;
export type ArchiveMethod = (typeof ARCHIVE_METHODS)[number];

export const CUSTODIANS = ['INSPECTING_DEPARTMENT', 'AMR_OF_OBJECT_LOCATION'] as const;
export type Custodian = (typeof CUSTODIANS)[number];

/** 检查结果 */
export const resultSchema = z.strictObject({
  result: z.strictObject({
    /** The result codes that may be recorded, with local names and the national code each is uploaded as. */
    codes: said(z.array(resultCodeEntry)),
    /** Codes that may be recorded without a substantive inspection. */
    directCodes: said(z.array(z.enum(INSPECTION_RESULT_CODES))),
    /** When such a result may be formed. */
    directCondition: said(z.enum(DIRECT_RESULT_CONDITIONS)),
    /** Such a result needs evidence. */
    directEvidenceRequired: said(z.boolean()),
    /** Result and recorded items must agree 确保检查内容与结果准确、一致. */
    consistencyCheck: said(z.boolean()),
    recheck: z.strictObject({
      /** 复核: another person rechecks before publication. */
      required: said(z.boolean()),
    }),
    /** 谁检查、谁录入. */
    enteredBy: said(z.enum(RESULT_ENTERED_BY)),
    entry: z.strictObject({
      /** Working days within which a result is entered; without an answer the publication limit governs. */
      workingDays: said(count),
      /** When those days begin. */
      trigger: said(z.enum(RESULT_ENTRY_TRIGGERS)),
    }),
    /** How often a result may be entered before it is final 一次或二次录入. */
    entries: said(count),
    /** Conclusions of others that may be adopted. */
    externalSources: said(z.array(z.enum(EXTERNAL_RESULT_SOURCES))),
    /** 互认互用. */
    mutualRecognition: said(z.boolean()),
    /** Every code has a national code for the upload. */
    nationalMapping: said(z.boolean()),
  }),
  followUp: z.strictObject({
    /** 谁管辖、谁负责 or 谁监管、谁负责. */
    principle: said(z.enum(FOLLOW_UP_PRINCIPLES)),
    /** What may follow a problem. */
    kinds: said(z.array(z.enum(FOLLOW_UP_KINDS))),
    /** To whom a case goes that is not one's own. */
    transferTo: said(z.enum(TRANSFER_TARGETS)),
    /** What closes a follow-up. */
    closeOn: said(z.enum(FOLLOW_UP_CLOSINGS)),
    /** A problem needs a follow-up 避免监管脱节. */
    requiredForProblems: said(z.boolean()),
  }),
  abnormalList: z.strictObject({
    /** Who enters an object in 经营异常名录. */
    authority: said(code),
    /** Who passes it on. */
    by: said(z.enum(DRAWN_BY)),
  }),
  correctionOrder: z.strictObject({
    /** 逾期未改正的. */
    onOverdue: said(z.enum(CORRECTION_OVERDUE_ACTIONS)),
  }),
  penaltyLink: z.strictObject({
    /** What links an inspection with a penalty decision 精准关联. */
    keys: said(z.array(z.enum(PENALTY_LINK_KEYS))),
  }),
  demand: z.strictObject({
    /** 企业诉求. */
    enabled: said(z.boolean()),
    reply: z.strictObject({
      /** Working days within which a demand taken back is answered. */
      workingDays: said(count),
      /** When those days begin. */
      trigger: said(z.enum(DEMAND_TRIGGERS)),
    }),
    /** Who routes a demand outside one's function. */
    routedBy: said(z.enum(DRAWN_BY)),
    /** 跟踪回访. */
    returnVisit: said(z.boolean()),
  }),
  archive: z.strictObject({
    /** 归档. */
    required: said(z.boolean()),
    /** What a dossier must hold. */
    contents: said(z.array(z.enum(DOSSIER_CONTENTS))),
    /** Days after the visit within which the dossier is closed 及时. */
    deadlineDays: said(count),
    /** What happens after that. */
    deadlineAction: said(z.enum(LIMIT_ACTIONS)),
    /** Who sets the way of keeping. */
    method: said(z.enum(ARCHIVE_METHODS)),
    /** Steps of archiving. */
    steps: said(z.array(z.enum(ARCHIVE_STEPS))),
    /** Who keeps the dossier. */
    custodian: said(z.enum(CUSTODIANS)),
    /** Kind of dossier. */
    dossierKind: said(code),
    /** Financial data and trade secrets are opened only with the consent of the enterprise. */
    consentRequired: said(z.boolean()),
  }),
});
export type ResultAnswers = z.infer<typeof resultSchema>;
