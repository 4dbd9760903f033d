import { z } from 'zod';
import { said } from '../answer.ts';
import { LIMIT_ACTIONS } from './item-list.schema.ts';
import { code, codes, count, fieldNames } from './vocabulary.ts';

export const OBJECT_KINDS = [
  'MARKET_ENTITY', 'OTHER_ENTITY', 'PUBLIC_INSTITUTION', 'SOCIAL_ORGANISATION', 'FOR_PROFIT_ENTITY', 'NON_PROFIT_ENTITY',
  'NON_MARKET_OBJECT', 'COUNTERPART', 'SITE', 'PRODUCT', 'PROJECT', 'CONDUCT',
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

export const DIRECTORY_STRUCTURES = ['FLAT', 'MASTER_AND_SUB', 'BY_BUSINESS_LINE', 'BY_ITEM_LEVEL_CLASS'] as const;
export type DirectoryStructure = (typeof DIRECTORY_STRUCTURES)[number];

export const OWNER_PRINCIPLES = ['APPROVER_OR_COMPETENT_DEPARTMENT', 'EACH_DEPARTMENT', 'SUPERVISOR', 'COMPETENT_DEPARTMENT'] as const;
export type OwnerPrinciple = (typeof OWNER_PRINCIPLES)[number];

export const CANDIDATE_SOURCES = ['INDUSTRY_CODE', 'SCOPE_KEYWORD'] as const;
export type CandidateSource = (typeof CANDIDATE_SOURCES)[number];

export const OBJECT_TAG_DIMENSIONS = ['CLASS', 'INDUSTRY', 'SCOPE_KEYWORD', 'REGION', 'FIELD', 'RISK', 'CREDIT', 'CREDIT_RISK', 'ITEM'] as const;
export type ObjectTagDimension = (typeof OBJECT_TAG_DIMENSIONS)[number];

export const DIRECTORY_UPDATES = ['DYNAMIC', 'BEFORE_EACH_DRAW', 'SYNCHRONISED', 'REAL_TIME'] as const;
export type DirectoryUpdate = (typeof DIRECTORY_UPDATES)[number];

export const INSPECTOR_CATEGORIES = [
  'ENFORCEMENT_CIVIL_SERVANT', 'QUALIFIED_STAFF', 'DAILY_SUPERVISION_STAFF', 'CERTIFICATE_HOLDER', 'OTHER_STAFF',
] as const;
export type InspectorCategory = (typeof INSPECTOR_CATEGORIES)[number];

export const INSPECTOR_KEYS = ['SURROGATE', 'CITIZEN_ID'] as const;
export type InspectorKey = (typeof INSPECTOR_KEYS)[number];

export const INSPECTOR_TAG_DIMENSIONS = ['QUALIFICATION', 'SPECIALTY', 'RECUSAL_SCOPE', 'INSPECTION_MODE'] as const;
export type InspectorTagDimension = (typeof INSPECTOR_TAG_DIMENSIONS)[number];

export const EXPERT_KINDS = ['TESTING_BODY', 'RESEARCH_INSTITUTE', 'EXPERT_SCHOLAR', 'INDUSTRY_EXPERT', 'PROFESSIONAL_BODY'] as const;
export type ExpertKind = (typeof EXPERT_KINDS)[number];

export const THIRD_PARTY_SERVICES = [
  'TESTING', 'FINANCIAL_AUDIT', 'INVESTIGATION_CONSULTING', 'AUDIT', 'CAPITAL_VERIFICATION', 'APPRAISAL',
] as const;
export type ThirdPartyService = (typeof THIRD_PARTY_SERVICES)[number];

export const LEADER_SOURCES = ['LEAD_DEPARTMENT', 'ANY_DEPARTMENT'] as const;
export type LeaderFrom = (typeof LEADER_SOURCES)[number];

export const EXPERT_ADMISSIONS = ['NOT_ALLOWED', 'SPECIAL_ITEMS', 'ALLOWED'] as const;
export type ExpertAdmission = (typeof EXPERT_ADMISSIONS)[number];

/** 两库 */
export const directorySchema = z.strictObject({
  directory: z.strictObject({
    /** Both directories are confirmed before every draw. */
    confirmBeforeDraw: said(z.boolean()),
    /** Directories already kept elsewhere are imported as they are. */
    directImport: said(z.boolean()),
    /** Who sets the standard by which directories are built. */
    standardIssuers: said(codes),
  }),
  objectDirectory: z.strictObject({
    /** 检查对象. */
    kinds: said(z.array(z.enum(OBJECT_KINDS))),
    /** Subtypes of a kind. */
    subtypes: said(z.array(z.strictObject({ kind: z.enum(OBJECT_KINDS), subtypes: codes }))),
    /** Form in which objects of a kind are filed. */
    forms: said(z.array(z.strictObject({ form: code, kinds: z.array(z.enum(OBJECT_KINDS)) }))),
    /** Fields required of an entry by kind; ANY holds for every kind. */
    requiredFields: said(z.array(z.strictObject({ kind: z.enum([...OBJECT_KINDS, 'ANY']), fields: fieldNames }))),
    /** How the object directory is built. */
    structure: said(z.array(z.enum(DIRECTORY_STRUCTURES))),
    /** 标签化管理. */
    tags: said(z.boolean()),
    /** Dimensions in which an object is tagged. */
    tagDimensions: said(z.array(z.enum(OBJECT_TAG_DIMENSIONS))),
    /** Tags follow inspection results at once. */
    tagUpdateFromResults: said(z.boolean()),
    /** Which department keeps an entry. */
    ownerPrinciple: said(z.enum(OWNER_PRINCIPLES)),
    /** 批量导入. */
    bulkImport: said(z.boolean()),
    /** Key by which a second entry of the same object is found. */
    dedupeKey: said(code),
    /** What candidates are generated from 辅助产生. */
    autoGenerate: said(z.array(z.enum(CANDIDATE_SOURCES))),
    /** Candidates enter only after the department has confirmed them. */
    candidateConfirmation: said(z.boolean()),
    /** How fresh entries are kept. */
    update: said(z.enum(DIRECTORY_UPDATES)),
    /** Systems with which entries of a kind stay the same. */
    sync: said(z.array(z.strictObject({ kind: z.enum(OBJECT_KINDS), sources: codes }))),
    /** All supervised objects are in the directory. */
    fullCoverage: said(z.boolean()),
  }),
  inspectorDirectory: z.strictObject({
    /** 人员类别. */
    categories: said(z.array(z.enum(INSPECTOR_CATEGORIES))),
    /** Form in which the directory is filed. */
    form: said(code),
    /** Fields required of an inspector. */
    requiredFields: said(fieldNames),
    /** What makes an inspector unique; a citizen id is kept encrypted and is never an id of the API. */
    uniqueKey: said(z.enum(INSPECTOR_KEYS)),
    /** What an inspector is tagged by. */
    tagDimensions: said(z.array(z.enum(INSPECTOR_TAG_DIMENSIONS))),
    /** How the inspector directory is built. */
    structure: said(z.enum(DIRECTORY_STRUCTURES)),
    /** 事项单一的可以不建立子库. */
    subOptionalIfSingleItem: said(z.boolean()),
    /** Who keeps the list of qualified inspectors. */
    qualificationManager: said(code),
    /** An entry counts only when the qualification has been confirmed. */
    qualificationConfirm: said(z.boolean()),
  }),
  expertDirectory: z.strictObject({
    /** 辅助检查人员、专家. */
    kinds: said(z.array(z.enum(EXPERT_KINDS))),
  }),
  thirdParty: z.strictObject({
    /** What may be entrusted to a qualified body. */
    services: said(z.array(z.enum(THIRD_PARTY_SERVICES))),
  }),
  team: z.strictObject({
    /** Fewest inspectors in a team. */
    minInspectors: said(count),
    /** Most inspectors on one object. */
    maxInspectors: said(count),
    /** What happens above that number. */
    maxInspectorsAction: said(z.enum(LIMIT_ACTIONS)),
    /** Where the team leader comes from 组长. */
    leaderFrom: said(z.enum(LEADER_SOURCES)),
    /** Whether experts may join a team. */
    expertAllowed: said(z.enum(EXPERT_ADMISSIONS)),
  }),
});
export type DirectoryAnswers = z.infer<typeof directorySchema>;
