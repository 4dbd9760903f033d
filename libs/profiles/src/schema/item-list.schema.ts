import { z } from 'zod';
import { said } from '../answer.ts';
import { COORDINATION_BODIES, LEVELS } from './identity.schema.ts';
import { code, codes, count, fieldNames, share, words } from './vocabulary.ts';

export const LOCAL_SUPPLEMENTS = [
  'PROPOSE_TO_MUNICIPAL', 'COUNTY_GOVERNMENT_ISSUES', 'NOT_ALLOWED', 'DEPARTMENT_ISSUES', 'PROVINCE_ADAPTS',
] as const;
export type LocalSupplement = (typeof LOCAL_SUPPLEMENTS)[number];

export const LIST_CREATORS = ['MUNICIPAL', 'MUNICIPAL_AMR', 'PROVINCIAL', 'DEPARTMENT'] as const;
export type ListCreator = (typeof LIST_CREATORS)[number];

export const REVIEWERS = ['LEGAL_DIVISION', 'JUSTICE_SAME_LEVEL', 'MUNICIPAL_LIST_MANAGER'] as const;
export type Reviewer = (typeof REVIEWERS)[number];

export const REVISION_CAUSES = ['ENACTMENT', 'AMENDMENT', 'REPEAL', 'INTERPRETATION', 'WORK_NEED'] as const;
export type RevisionCause = (typeof REVISION_CAUSES)[number];

export const LIST_LINKS = ['POWER_DUTY_LIST', 'INTERNET_PLUS_SUPERVISION'] as const;
export type ListLink = (typeof LIST_LINKS)[number];

export const ITEM_EXECUTIONS = ['SINGLE', 'JOINT', 'ANY'] as const;
export type ItemExecution = (typeof ITEM_EXECUTIONS)[number];

export const RATIO_BOUNDS = ['BOUNDED', 'NO_MAXIMUM', 'PER_ITEM', 'UNSET'] as const;
export type RatioBound = (typeof RATIO_BOUNDS)[number];

export const ITEM_CLASS_GROUNDS = ['SAFETY', 'QUALITY', 'PUBLIC_INTEREST', 'GENERAL_FIELD', 'KEY_MATTER', 'CROSSING_COMPETENCE'] as const;
export type ItemClassGround = (typeof ITEM_CLASS_GROUNDS)[number];

export const FIELD_CLASSES = ['GENERAL_FIELD', 'SPECIAL_KEY_FIELD'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

export const FIELD_CLASS_GROUNDS = ['PUBLIC_SAFETY', 'LIFE_AND_HEALTH', 'HIGH_PUBLIC_CONCERN'] as const;
export type FieldClassGround = (typeof FIELD_CLASS_GROUNDS)[number];

export const SPECIAL_KEY_LISTS = ['SPECIAL_KEY_MATTER', 'SPECIAL_KEY_OBJECT', 'SPECIAL_KEY_PRODUCT'] as const;
export type SpecialKeyList = (typeof SPECIAL_KEY_LISTS)[number];

export const JOINT_AGREEMENTS = ['NONE', 'ALL_DEPARTMENTS'] as const;
export type JointAgreement = (typeof JOINT_AGREEMENTS)[number];

export const JOINT_SELECTION_GROUNDS = [
  'HIGH_FREQUENCY', 'HIGH_DISTURBANCE', 'MERGEABLE', 'MANY_FIELDS', 'SAME_OR_LIKE_OBJECTS', 'CROSSING_COMPETENCE',
] as const;
export type JointSelectionGround = (typeof JOINT_SELECTION_GROUNDS)[number];

export const JOINT_GROUP_BY = ['FIELD', 'OBJECT_TYPE'] as const;
export type JointGroupBy = (typeof JOINT_GROUP_BY)[number];

export const SPECIAL_INSPECTION_RULES = ['UNRESTRICTED', 'REPLACED_BY_DRAW', 'FORBIDDEN_IN_PRINCIPLE'] as const;
export type SpecialInspectionRule = (typeof SPECIAL_INSPECTION_RULES)[number];

export const KEY_FIELD_INPUTS = ['INDUSTRY_RISK', 'VIOLATIONS', 'CREDIT_RISK'] as const;
export type KeyFieldInput = (typeof KEY_FIELD_INPUTS)[number];

export const REGULATORY_MATTER_KINDS = ['INSPECTION', 'PENALTY', 'COERCION'] as const;
export type RegulatoryMatterKind = (typeof REGULATORY_MATTER_KINDS)[number];

export const JOINT_LIST_SOURCES = ['PLANS', 'ITEM_LISTS'] as const;
export type JointListSource = (typeof JOINT_LIST_SOURCES)[number];

export const ITEM_FAMILIES = ['REGISTRATION_INFO', 'PUBLICISED_INFO'] as const;
export type ItemFamily = (typeof ITEM_FAMILIES)[number];

export const LIMIT_ACTIONS = ['WARN', 'REFUSE'] as const;
export type LimitAction = (typeof LIMIT_ACTIONS)[number];

/** A bound says whether it holds its own number: 以下 and 以上 read differently in the texts (GA art.49). */
const itemClassRatio = z.strictObject({
  code,
  rule: z.enum(RATIO_BOUNDS),
  min: share,
  minInclusive: z.boolean(),
  max: share.nullable(),
  maxInclusive: z.boolean(),
});

/** 抽查事项清单 */
export const itemListSchema = z.strictObject({
  itemList: z.strictObject({
    /** 清单之外无事项: what is not in a public list is neither planned nor inspected. */
    nothingOutside: said(z.boolean()),
    /** Who may create the list. */
    creatorLevel: said(z.array(z.enum(LIST_CREATORS))),
    /** Levels at which lists exist. */
    levels: said(z.array(z.enum(LEVELS))),
    /** How a local list comes about. */
    localSupplement: said(z.enum(LOCAL_SUPPLEMENTS)),
    /** Whether a local list may leave out items of the list above it. */
    localMayRemoveParentItems: said(z.boolean()),
    review: z.strictObject({
      /** Who reviews a list before it is published, in order. */
      chain: said(z.array(z.enum(REVIEWERS))),
      /** Whether the review is asked of local lists only. */
      onlyLocal: said(z.boolean()),
    }),
    /** Fields without which a list is not published. */
    requiredFields: said(fieldNames),
    /** Form in which the joint list is filed. */
    form: said(code),
    /** Lists with which an item is linked 衔接. */
    links: said(z.array(z.enum(LIST_LINKS))),
    /** 立改废释和工作实际. */
    revisionCauses: said(z.array(z.enum(REVISION_CAUSES))),
    /** 动态管理. */
    versioned: said(z.boolean()),
    /** Days after which an unchanged list is shown as stale; no text gives a number. */
    staleAfterDays: said(count),
    /** Where the list is published. */
    channels: said(codes),
  }),
  itemClass: z.strictObject({
    /** 事项类别. */
    codes: said(codes),
    /** Chinese names of the classes. */
    labels: said(z.array(z.strictObject({ code, zh: words }))),
    /** Yearly ratio allowed to each class, as a share between 0 and 1. */
    ratio: said(z.array(itemClassRatio)),
    /** What puts an item into a class. */
    grounds: said(z.array(z.strictObject({ code, grounds: z.array(z.enum(ITEM_CLASS_GROUNDS)) }))),
    /** Whether items of a class are inspected by one department or jointly. */
    execution: said(z.array(z.strictObject({ code, execution: z.enum(ITEM_EXECUTIONS) }))),
    /** Fewest departments with competence over an item of the class. */
    minDepartments: said(z.array(z.strictObject({ code, min: count }))),
    /** Classes whose number of items is strictly controlled. */
    controlledCodes: said(codes),
    /** Largest share of KEY items in a list; no text gives a number. */
    keyMaxShare: said(share),
    /** What happens above that share. */
    keyMaxShareAction: said(z.enum(LIMIT_ACTIONS)),
    /** Guiding list outside, which the classes follow. */
    reference: said(code),
  }),
  fieldClass: z.strictObject({
    /** 监管领域. */
    codes: said(z.array(z.enum(FIELD_CLASSES))),
    /** Class of a field of which nothing else is said. */
    initial: said(z.enum(FIELD_CLASSES)),
    /** 特殊重点领域. */
    specialKeyFieldGrounds: said(z.array(z.enum(FIELD_CLASS_GROUNDS))),
  }),
  specialKeyLists: z.strictObject({
    /** 三单管理. */
    kinds: said(z.array(z.enum(SPECIAL_KEY_LISTS))),
  }),
  keySupervisionList: z.strictObject({
    /** 重点监管事项清单. */
    enabled: said(z.boolean()),
    /** Fields of an entry. */
    requiredFields: said(fieldNames),
  }),
  keyField: z.strictObject({
    /** What is combined for an object of a key field. */
    inputs: said(z.array(z.enum(KEY_FIELD_INPUTS))),
    /** 全链条、全覆盖、全过程监管. */
    fullCoverage: said(z.boolean()),
  }),
  jointItem: z.strictObject({
    /** Who must agree before an item is joint. */
    agreement: said(z.enum(JOINT_AGREEMENTS)),
    /** Why an item is chosen for joint inspection. */
    selectionGrounds: said(z.array(z.enum(JOINT_SELECTION_GROUNDS))),
    /** What must be the same in one joint item 检查领域、检查对象一致. */
    groupBy: said(z.array(z.enum(JOINT_GROUP_BY))),
  }),
  jointList: z.strictObject({
    /** Who compiles the joint list. */
    compiler: said(z.enum(COORDINATION_BODIES)),
    /** What the joint list is compiled from. */
    sources: said(z.array(z.enum(JOINT_LIST_SOURCES))),
    /** Classes whose items make the joint list. */
    classCodes: said(codes),
  }),
  lists: z.strictObject({
    /** 监管事项清单. */
    regulatoryMatterKinds: said(z.array(z.enum(REGULATORY_MATTER_KINDS))),
    /** 检查实施清单 rests on 监管事项清单. */
    implementationBasedOnRegulatoryMatter: said(z.boolean()),
    /** 抽查事项清单 rests on 检查实施清单. */
    itemBasedOnImplementation: said(z.boolean()),
  }),
  itemFamilies: z.strictObject({
    /** 登记事项和公示信息事项. */
    kinds: said(z.array(z.enum(ITEM_FAMILIES))),
  }),
  guide: z.strictObject({
    /** Whether an item needs a working guide 检查工作指引. */
    requiredPerItem: said(z.boolean()),
    /** Fields of a guide. */
    requiredFields: said(fieldNames),
    /** Guides are kept as versions. */
    versioned: said(z.boolean()),
  }),
  specialInspection: z.strictObject({
    /** 专项检查 and full patrols in fields that have random items. */
    inRandomFields: said(z.enum(SPECIAL_INSPECTION_RULES)),
  }),
});
export type ItemListAnswers = z.infer<typeof itemListSchema>;
