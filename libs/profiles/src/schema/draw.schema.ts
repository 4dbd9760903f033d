import { z } from 'zod';
import { said } from '../answer.ts';
import { code, count } from './vocabulary.ts';

export const DRAW_ALGORITHMS = ['SEEDED_REPRODUCIBLE'] as const;
export type DrawAlgorithm = (typeof DRAW_ALGORITHMS)[number];

export const DRAWN_BY = ['LEAD_DEPARTMENT', 'EACH_DEPARTMENT', 'PER_SCHEME'] as const;
export type DrawnBy = (typeof DRAWN_BY)[number];

export const DRAW_MODES = ['UNDIRECTED', 'DIRECTED', 'DIRECTED_BY_CLUE'] as const;
export type DrawMode = (typeof DRAW_MODES)[number];

export const DIFFERENTIATION_DIMENSIONS = ['RISK', 'CREDIT', 'CREDIT_RISK', 'DISHONESTY', 'REGION', 'FIELD', 'COMPLAINT', 'CASE'] as const;
export type DifferentiationDimension = (typeof DIFFERENTIATION_DIMENSIONS)[number];

export const RATIO_ADJUSTMENTS = [
  'UNRESTRICTED', 'DIFFERENTIATED', 'MAY_BE_LOWERED', 'MAY_BE_RAISED', 'MUST_BE_RAISED', 'MUST_STAY_BELOW_HIGH_RISK',
  'MUST_EXCEED_LOW_RISK',
] as const;
export type RatioAdjustment = (typeof RATIO_ADJUSTMENTS)[number];

export const REPEAT_RULES = ['NONE', 'PROMPT', 'EXCLUDE_LOW_RISK_SAME_YEAR', 'EXCLUDE_SAME_YEAR'] as const;
export type RepeatRule = (typeof REPEAT_RULES)[number];

export const REPEAT_EXCEPTIONS = ['LAW_OR_RULE', 'KEY_ITEM', 'COMPLAINT', 'ASSIGNED_MATTER', 'CASE_FILING'] as const;
export type RepeatException = (typeof REPEAT_EXCEPTIONS)[number];

export const REPEAT_ACTIONS = ['EXCLUDE', 'MERGE'] as const;
export type RepeatAction = (typeof REPEAT_ACTIONS)[number];

export const APPROVER_ROLES = ['DEPARTMENT_HEAD', 'DEPARTMENT_DEPUTY_HEAD', 'DEPARTMENT_PRINCIPAL_HEAD'] as const;
export type ApproverRole = (typeof APPROVER_ROLES)[number];

export const REPLACEMENT_REASONS = ['POST_CHANGE', 'WORK_CONFLICT', 'HEALTH', 'RECUSAL', 'OTHER'] as const;
export type ReplacementReason = (typeof REPLACEMENT_REASONS)[number];

export const OBJECT_LOCKS = ['CONFIRMED'] as const;
export type ObjectLock = (typeof OBJECT_LOCKS)[number];

export const INSPECTOR_LOCKS = ['DRAWN'] as const;
export type InspectorLock = (typeof INSPECTOR_LOCKS)[number];

export const REPLACEMENT_QUALIFICATIONS = ['ENFORCEMENT_QUALIFIED', 'ANY'] as const;
export type ReplacementQualification = (typeof REPLACEMENT_QUALIFICATIONS)[number];

export const INSPECTOR_FACTORS = ['GEOGRAPHY', 'STAFFING', 'SPECIALTY', 'SUPPORT', 'POOL', 'AREA'] as const;
export type InspectorFactor = (typeof INSPECTOR_FACTORS)[number];

/** GROUP: teams are matched to the groups into which the objects were dealt. OBJECT: every object has its own members. */
export const MATCHED_UNITS = ['GROUP', 'OBJECT'] as const;
export type MatchedUnit = (typeof MATCHED_UNITS)[number];

/** SPECIALTY: the scheme must name one. AREA: the inspector's boundary holds the object's division. GRID: the inspector keeps the object's grid. */
export const INSPECTOR_CONSTRAINTS = ['SPECIALTY', 'AREA', 'GRID'] as const;
export type InspectorConstraint = (typeof INSPECTOR_CONSTRAINTS)[number];

/** A way of random assignment (随机选派方式): data, so that a place can try another without code. */
export const inspectorSchemeSchema = z.strictObject({
  name: code,
  version: count,
  zh: z.string().min(1),
  unit: z.enum(MATCHED_UNITS),
  constraints: z.array(z.enum(INSPECTOR_CONSTRAINTS)),
  /** Most teams, or objects, of one inspector in a task; null for no limit. */
  maxTeams: count.nullable(),
});
export type InspectorScheme = z.infer<typeof inspectorSchemeSchema>;

export const CROSS_REGION_DRAWS = ['NOT_OFFERED', 'OPTIONAL'] as const;
export type CrossRegionDraw = (typeof CROSS_REGION_DRAWS)[number];

export const DRAW_DISCLOSURES = ['AFTER_INSPECTION'] as const;
export type DrawDisclosure = (typeof DRAW_DISCLOSURES)[number];

export const FALLBACK_DIMENSIONS = ['TIME', 'CONTENT', 'MODE', 'REGION'] as const;
export type FallbackDimension = (typeof FALLBACK_DIMENSIONS)[number];

export const ROUNDINGS = ['CEIL'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** 抽取 */
export const drawSchema = z.strictObject({
  draw: z.strictObject({
    /** How lots are drawn 随机抽取. */
    algorithm: said(z.enum(DRAW_ALGORITHMS)),
    /** 公开、公正原则: anyone can verify a draw. */
    verifiable: said(z.boolean()),
    randomness: z.strictObject({
      /** Working days within which a department reveals what it committed itself to. */
      revealWithin: said(count),
      /** Working days between an intent and its draw in which anybody may object to the population. */
      objectionDays: said(count),
    }),
    /** How ratio times population becomes a number. */
    rounding: said(z.enum(ROUNDINGS)),
    /** Fewest objects drawn from a stratum that is not empty. */
    minimum: said(count),
    /** 不定向、定向抽查. */
    modes: said(z.array(z.enum(DRAW_MODES))),
    /** By what ratio and chance differ 差异化抽查. */
    differentiation: said(z.array(z.enum(DIFFERENTIATION_DIMENSIONS))),
    /** Dimensions in which an item's ratio and frequency are set. */
    ratioFactors: said(z.array(z.enum(DIFFERENTIATION_DIMENSIONS))),
    /** Strata in which lots are drawn apart. */
    strata: said(z.array(z.enum(DIFFERENTIATION_DIMENSIONS))),
    /** Low risk and trustworthy objects 无事不扰. */
    lowRisk: said(z.enum(RATIO_ADJUSTMENTS)),
    /** High risk and dishonest objects. */
    highRisk: said(z.enum(RATIO_ADJUSTMENTS)),
    repeat: z.strictObject({
      /** An object that was inspected in the same year. */
      rule: said(z.enum(REPEAT_RULES)),
      /** When that rule does not hold. */
      exceptions: said(z.array(z.enum(REPEAT_EXCEPTIONS))),
      /** What the lead may do with a flagged object 剔除和融合. */
      actions: said(z.array(z.enum(REPEAT_ACTIONS))),
    }),
    /** 边抽取边融合. */
    integrateWhileDrawing: said(z.boolean()),
    object: z.strictObject({
      /** Who draws the objects. */
      drawnBy: said(z.enum(DRAWN_BY)),
      /** When the list of drawn objects is locked. */
      lockOn: said(z.enum(OBJECT_LOCKS)),
      /** Who approves a change of a locked list. */
      changeApprover: said(z.enum(APPROVER_ROLES)),
    }),
    inspector: z.strictObject({
      /** Who draws the inspectors. */
      drawnBy: said(z.enum(DRAWN_BY)),
      /** What a scheme of drawing inspectors may weigh. */
      factors: said(z.array(z.enum(INSPECTOR_FACTORS))),
      /** 探索其他有效方式: new schemes are data. */
      schemesExtensible: said(z.boolean()),
      /** The ways of random assignment; the first is taken where the scheme of a task names none. */
      schemes: said(z.array(inspectorSchemeSchema)),
      /** Whether the scheme of a task must name its way of assignment. */
      schemeRequired: said(z.boolean()),
      /** When drawn inspectors are locked. */
      lockOn: said(z.enum(INSPECTOR_LOCKS)),
      replacement: z.strictObject({
        /** Who approves a replacement 调整更换. */
        approver: said(z.enum(APPROVER_ROLES)),
        /** Why an inspector may be replaced. */
        reasons: said(z.array(z.enum(REPLACEMENT_REASONS))),
        /** What a substitute must have. */
        qualification: said(z.enum(REPLACEMENT_QUALIFICATIONS)),
        /** Whether the substitute is drawn again. */
        redraw: said(z.boolean()),
      }),
    }),
    /** How inspectors and objects are matched. */
    match: said(code),
    /** 跨地区抽查. */
    crossRegion: said(z.enum(CROSS_REGION_DRAWS)),
    /** When names of drawn objects and inspectors become public; number, method and seed commitment always are at once. */
    disclosure: said(z.enum(DRAW_DISCLOSURES)),
    /** Where chance enters when objects or inspectors cannot be drawn. */
    fallbackDimensions: said(z.array(z.enum(FALLBACK_DIMENSIONS))),
  }),
});
export type DrawAnswers = z.infer<typeof drawSchema>;
