import { z } from 'zod';
import { said } from '../answer.ts';
import { APPROVER_ROLES } from './draw.schema.ts';
import { codes, count, fieldNames, share } from './vocabulary.ts';

export const PUBLICATION_TRIGGERS = ['TASK_COMPLETED', 'INSPECTION_ENDED', 'EARLIER_OF_RESULT_FORMED_AND_INSPECTION_ENDED'] as const;
export type PublicationTrigger = (typeof PUBLICATION_TRIGGERS)[number];

export const PUBLICATION_PRINCIPLES = [
  'INSPECTS_ENTERS_PUBLISHES', 'INSPECTS_ENTERS_RESPONSIBLE', 'INSPECTS_ENTERS__RECHECKS_RESPONSIBLE', 'INSPECTS_ENTERS',
  'DEPARTMENT_RESPONSIBLE',
] as const;
export type PublicationPrinciple = (typeof PUBLICATION_PRINCIPLES)[number];

export const CHANNEL_RULES = ['ALL_OF', 'ONE_OF'] as const;
export type ChannelRule = (typeof CHANNEL_RULES)[number];

export const ATTACH_TARGETS = ['MARKET_ENTITY', 'INSPECTION_OBJECT'] as const;
export type AttachTo = (typeof ATTACH_TARGETS)[number];

export const PUBLICATION_SUBJECTS = [
  'ITEM_LIST', 'PLAN', 'PLAN_ADJUSTMENT', 'TASK', 'DRAW_RESULT', 'INSPECTION', 'RESULT', 'HANDLING_RESULT',
  'HANDLING_DECISION',
] as const;
export type PublicationSubject = (typeof PUBLICATION_SUBJECTS)[number];

export const PUBLICATION_EXEMPTIONS = [
  'UNSUITABLE_BY_LAW', 'EXPLICIT_BY_LAW', 'STATE_SECRET', 'TRADE_SECRET', 'PERSONAL_PRIVACY', 'CLASSIFIED',
  'UNSUITABLE_BY_RULE',
] as const;
export type PublicationExemption = (typeof PUBLICATION_EXEMPTIONS)[number];

export const EXEMPTION_MODES = ['WITHHOLD', 'REDACT'] as const;
export type ExemptionMode = (typeof EXEMPTION_MODES)[number];

export const PENALTY_KINDS = ['ORDER', 'COERCION', 'PENALTY'] as const;
export type PenaltyKind = (typeof PENALTY_KINDS)[number];

export const PENALTY_TRIGGERS = ['DECISION_MADE'] as const;
export type PenaltyTrigger = (typeof PENALTY_TRIGGERS)[number];

export const CORRECTION_GROUNDS = ['NECESSARY_CHANGE', 'PROVEN_ERROR'] as const;
export type CorrectionGround = (typeof CORRECTION_GROUNDS)[number];

export const CORRECTION_LOCKS = ['PUBLISHED'] as const;
export type CorrectionLock = (typeof CORRECTION_LOCKS)[number];

export const REPAIR_APPLICANTS = ['INSPECTEE'] as const;
export type RepairApplicant = (typeof REPAIR_APPLICANTS)[number];

export const CREDIT_USES = [
  'INVESTMENT_FINANCING', 'GOVERNMENT_LAND_SUPPLY', 'IMPORT_EXPORT', 'ENTRY_EXIT', 'COMPANY_REGISTRATION', 'BIDDING',
  'GOVERNMENT_PROCUREMENT', 'COMMENDATION', 'SAFETY_PERMIT', 'PRODUCTION_OPERATION_PERMIT', 'PROFESSIONAL_QUALIFICATION',
  'QUALIFICATION_REVIEW', 'SUPERVISION',
] as const;
export type CreditUse = (typeof CREDIT_USES)[number];

export const RISK_ANALYSES = ['REGIONAL', 'SYSTEMIC', 'INDUSTRY', 'RISK_PROMPT'] as const;
export type RiskAnalysis = (typeof RISK_ANALYSES)[number];

/** 公示 */
export const disclosureSchema = z.strictObject({
  publication: z.strictObject({
    /** Working days within which a result is public. */
    workingDays: said(count),
    /** Event that starts those days. */
    trigger: said(z.enum(PUBLICATION_TRIGGERS)),
    /** 谁检查、谁录入. */
    principle: said(z.enum(PUBLICATION_PRINCIPLES)),
    approval: z.strictObject({
      /** 履行审批程序. */
      required: said(z.boolean()),
      /** Who approves. */
      approver: said(z.enum(APPROVER_ROLES)),
    }),
    /** The department attests legality, accuracy and truth. */
    attestation: said(z.boolean()),
    /** 保密审查 before publication. */
    secrecyCheck: said(z.boolean()),
    /** 接受社会监督. */
    feedback: said(z.boolean()),
    /** Where results are published. */
    channels: said(codes),
    /** Whether all of those channels are needed or one of them. */
    channelRule: said(z.enum(CHANNEL_RULES)),
    /** Further channels, as needed. */
    optionalChannels: said(codes),
    /** Under whose name the result stands. */
    attachTo: said(z.enum(ATTACH_TARGETS)),
    /** What a published result says beside the result itself. */
    fields: said(fieldNames),
    /** What is made public. */
    subjects: said(z.array(z.enum(PUBLICATION_SUBJECTS))),
    /** Grounds on which a result is withheld or shown in part. */
    exemptions: said(z.array(z.strictObject({ ground: z.enum(PUBLICATION_EXEMPTIONS), mode: z.enum(EXEMPTION_MODES) }))),
  }),
  penalty: z.strictObject({
    publication: z.strictObject({
      /** Working days within which a handling decision is public. */
      workingDays: said(count),
      /** When those days begin. */
      trigger: said(z.enum(PENALTY_TRIGGERS)),
    }),
    /** Decisions published in this way. */
    kinds: said(z.array(z.enum(PENALTY_KINDS))),
  }),
  correction: z.strictObject({
    /** From when on a result may not be changed 不可擅自更改. */
    lockOn: said(z.enum(CORRECTION_LOCKS)),
    /** Why a published result may be corrected. */
    ground: said(z.enum(CORRECTION_GROUNDS)),
    /** Who approves the correction. */
    approver: said(z.enum(APPROVER_ROLES)),
    /** The approver signs 签字确认. */
    signatureRequired: said(z.boolean()),
  }),
  repair: z.strictObject({
    /** 信息修复: stop of publication on application. */
    enabled: said(z.boolean()),
    minPeriod: z.strictObject({
      /** 一定期限: months of publication before an application is possible. */
      months: said(count),
    }),
    /** Who may apply. */
    applicant: said(z.enum(REPAIR_APPLICANTS)),
  }),
  credit: z.strictObject({
    /** Results feed credit evaluation. */
    export: said(z.boolean()),
    /** Work in which a result counts. */
    uses: said(z.array(z.enum(CREDIT_USES))),
    /** 结果应用上实现联合联手联动. */
    jointApplication: said(z.boolean()),
    /** 部门联合惩戒. */
    jointDiscipline: said(z.boolean()),
  }),
  risk: z.strictObject({
    /** 风险预警 drawn from results. */
    analyses: said(z.array(z.enum(RISK_ANALYSES))),
    /** Share of problems above which a warning is given; no text gives a number. */
    warningThreshold: said(share),
  }),
});
export type DisclosureAnswers = z.infer<typeof disclosureSchema>;
