import { z } from 'zod';
import { said } from '../answer.ts';
import { code, fieldNames, words } from './vocabulary.ts';

export const INSPECTION_MODES = [
  'ON_SITE', 'DOCUMENTARY', 'NETWORK_MONITORING', 'SAMPLING_TEST', 'ENTRUSTED_BODY', 'REMOTE', 'MOBILE', 'EARLY_WARNING',
  'OTHER',
] as const;
export type InspectionMode = (typeof INSPECTION_MODES)[number];

export const INSPECTION_MEANS = ['DOUBLE_RANDOM', 'KEY_SUPERVISION'] as const;
export type InspectionMeans = (typeof INSPECTION_MEANS)[number];

export const DOCUMENTARY_CONDITIONS = ['NONE', 'GOOD_CREDIT'] as const;
export type DocumentaryCondition = (typeof DOCUMENTARY_CONDITIONS)[number];

export const NETWORK_CONDITIONS = ['NONE', 'ONLINE_BUSINESS_OR_PROMOTED'] as const;
export type NetworkCondition = (typeof NETWORK_CONDITIONS)[number];

export const NOTICE_TIMINGS = ['BEFORE_ONSITE', 'BEFOREHAND', 'AT_OR_BEFORE_START'] as const;
export type NoticeTiming = (typeof NOTICE_TIMINGS)[number];

export const NOTICE_CHANNELS = ['WRITTEN', 'TELEPHONE', 'FAX', 'DOCUMENT', 'OTHER'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

export const NOTICE_EXEMPTIONS = [
  'FOOD_PRODUCTION_AND_SALES', 'CATERING_SERVICE', 'EDIBLE_AGRICULTURAL_PRODUCT_MARKET', 'WORK_SAFETY', 'OTHER_BY_LAW',
] as const;
export type NoticeExemption = (typeof NOTICE_EXEMPTIONS)[number];

export const RECORD_CARDINALITIES = ['ONE_PER_OBJECT', 'ONE_PER_DEPARTMENT_AND_OBJECT'] as const;
export type RecordCardinality = (typeof RECORD_CARDINALITIES)[number];

export const SIGNATORIES = ['INSPECTEE', 'ALL_TEAM_MEMBERS', 'INSPECTORS'] as const;
export type Signatory = (typeof SIGNATORIES)[number];

export const SIGNATURE_FORMS = ['SIGN', 'SEAL'] as const;
export type SignatureForm = (typeof SIGNATURE_FORMS)[number];

export const SIGN_REFUSAL_RULES = ['INSPECTOR_NOTE', 'REASON_AND_WITNESS'] as const;
export type SignRefusalRule = (typeof SIGN_REFUSAL_RULES)[number];

export const PROFILE_SECTIONS = ['REGISTRATION', 'PERMIT', 'FILING', 'PENALTY'] as const;
export type ProfileSection = (typeof PROFILE_SECTIONS)[number];

/** 检查实施 */
export const inspectionSchema = z.strictObject({
  objectProfile: z.strictObject({
    /** What inspectors may read of the object beforehand 检查准备. */
    sections: said(z.array(z.enum(PROFILE_SECTIONS))),
  }),
  inspection: z.strictObject({
    /** 基本手段与重点监管. */
    means: said(z.array(z.enum(INSPECTION_MEANS))),
    /** 检查方式. */
    modes: said(z.array(z.enum(INSPECTION_MODES))),
    /** 非现场监管方式 that may be explored beside them. */
    optionalModes: said(z.array(z.enum(INSPECTION_MODES))),
    /** When a documentary inspection is allowed. */
    documentaryCondition: said(z.enum(DOCUMENTARY_CONDITIONS)),
    /** When network monitoring is allowed. */
    networkCondition: said(z.enum(NETWORK_CONDITIONS)),
    /** An entrusted body works under guidance. */
    entrustedGuidanceRequired: said(z.boolean()),
    /** 第三方验证. */
    thirdPartyInProfessionalFields: said(z.boolean()),
  }),
  onsite: z.strictObject({
    /** 出示有效证件. */
    credentialsShown: said(z.boolean()),
    /** 说明检查来源. */
    sourceExplained: said(z.boolean()),
  }),
  notice: z.strictObject({
    /** 提前告知. */
    required: said(z.boolean()),
    /** Modes of inspection that need a notice. */
    modes: said(z.array(z.enum(INSPECTION_MODES))),
    /** When the notice is due. */
    timing: said(z.enum(NOTICE_TIMINGS)),
    /** How the notice is given. */
    channels: said(z.array(z.enum(NOTICE_CHANNELS))),
    /** Form of the notice 行政检查告知书. */
    form: said(code),
    /** What the notice must say. */
    requiredFields: said(fieldNames),
    /** What the notice of a documentary inspection must say. */
    documentaryRequiredFields: said(fieldNames),
    /** Grounds on which no notice is given. */
    exemptions: said(z.array(z.enum(NOTICE_EXEMPTIONS))),
  }),
  record: z.strictObject({
    /** Form of the inspection record. */
    form: said(code),
    /** Local name of that form. */
    formName: said(words),
    /** How many records a visit makes. */
    cardinality: said(z.enum(RECORD_CARDINALITIES)),
    /** Who signs the record. */
    signatures: said(z.array(z.enum(SIGNATORIES))),
    /** 签字或盖章. */
    signatureForms: said(z.array(z.enum(SIGNATURE_FORMS))),
    /** What stands in for a signature that is refused. */
    signRefusal: said(z.enum(SIGN_REFUSAL_RULES)),
    /** 请有关人员见证记录. */
    refusalWitnessRequired: said(z.boolean()),
  }),
});
export type InspectionAnswers = z.infer<typeof inspectionSchema>;
