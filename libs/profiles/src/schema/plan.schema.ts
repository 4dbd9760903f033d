import { z } from 'zod';
import { said } from '../answer.ts';
import { COORDINATION_BODIES, LEVELS } from './identity.schema.ts';
import { REVIEWERS } from './item-list.schema.ts';
import { code, codes, count, fieldNames, monthDay } from './vocabulary.ts';

export const PLAN_DEADLINE_EVENTS = ['PUBLISHED', 'SUBMITTED_FOR_REVIEW'] as const;
export type PlanDeadlineEvent = (typeof PLAN_DEADLINE_EVENTS)[number];

export const ADJUSTMENT_CAUSES = ['ACTUAL_WORK', 'SUPERIOR_REQUIREMENT', 'SOCIAL_RISK', 'EMERGENCY', 'SUPERVISION_NEED'] as const;
export type AdjustmentCause = (typeof ADJUSTMENT_CAUSES)[number];

export const ADJUSTMENT_KINDS = ['ADD', 'CHANGE', 'CANCEL'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

export const PLAN_MERGINGS = ['NONE', 'WITH_CAMPAIGNS', 'REQUIRED'] as const;
export type PlanMerging = (typeof PLAN_MERGINGS)[number];

export const MERGE_BY = ['OBJECT_TYPE', 'MODE', 'TIME', 'CONTENT'] as const;
export type MergeBy = (typeof MERGE_BY)[number];

export const PLAN_AGREEMENTS = ['NONE', 'ALL_PARTICIPANTS', 'BY_RESPONSE'] as const;
export type PlanAgreement = (typeof PLAN_AGREEMENTS)[number];

export const PLAN_DRAFTERS = ['ITEM_LEAD_DEPARTMENT', 'DEPARTMENT', 'BUSINESS_DIVISION'] as const;
export type PlanDrafter = (typeof PLAN_DRAFTERS)[number];

export const PLAN_INPUTS = ['MONITORING', 'COMPLAINTS'] as const;
export type PlanInput = (typeof PLAN_INPUTS)[number];

export const DIRECTED_SETTERS = ['DISTRICT', 'BUSINESS_DIVISION'] as const;
export type DirectedSetter = (typeof DIRECTED_SETTERS)[number];

export const PLAN_ENTRY_ORIGINS = ['OWN', 'SUPERIOR', 'CAMPAIGN'] as const;
export type PlanEntryOrigin = (typeof PLAN_ENTRY_ORIGINS)[number];

/** 年度抽查工作计划 */
export const planSchema = z.strictObject({
  plan: z.strictObject({
    deadline: z.strictObject({
      /** Day of the year by which the event must have happened, MM-DD. */
      date: said(monthDay),
      /** What must have happened by then. */
      event: said(z.enum(PLAN_DEADLINE_EVENTS)),
      /** Whether the day itself is still in time. */
      inclusive: said(z.boolean()),
    }),
    review: z.strictObject({
      /** Review of a plan of the city, in order; empty means that none is asked. */
      municipal: said(z.array(z.enum(REVIEWERS))),
      /** Review of a plan of a county or district, in order. */
      county: said(z.array(z.enum(REVIEWERS))),
    }),
    adjustment: z.strictObject({
      review: z.strictObject({
        /** Review of an adjustment of a plan of the city; empty means publish only. */
        municipal: said(z.array(z.enum(REVIEWERS))),
        /** Review of an adjustment of a plan of a county or district. */
        county: said(z.array(z.enum(REVIEWERS))),
      }),
      /** Why a plan may be adjusted. */
      causes: said(z.array(z.enum(ADJUSTMENT_CAUSES))),
      /** What an adjustment may do. */
      kinds: said(z.array(z.enum(ADJUSTMENT_KINDS))),
      /** Whether an adjustment is published. */
      publish: said(z.boolean()),
    }),
    /** Where the plan is published. */
    channels: said(codes),
    /** Fields without which a plan entry is not complete. */
    requiredFields: said(fieldNames),
    /** Further fields of a directed draw in the plan. */
    directedRequiredFields: said(fieldNames),
    /** Form of the plan. */
    form: said(code),
    /** Item classes of which the plan must hold at least one entry. */
    mustCoverClasses: said(codes),
    /** 检查对象和检查方式相近的，应合并. */
    mergeSimilar: said(z.enum(PLAN_MERGINGS)),
    /** What must be alike for a merge. */
    mergeBy: said(z.array(z.enum(MERGE_BY))),
    /** Who must agree to a joint entry. */
    jointAgreement: said(z.enum(PLAN_AGREEMENTS)),
    /** Who settles what departments do not agree on. */
    escalateTo: said(z.enum(COORDINATION_BODIES)),
    /** Lowest level that makes a plan. */
    minLevel: said(z.enum(LEVELS)),
    /** Who drafts an entry. */
    drafter: said(z.enum(PLAN_DRAFTERS)),
    /** Who puts the line plans together. */
    consolidatedBy: said(code),
    /** Levels of the lists from which a division of the city drafts the plan of its line; null means any public list. */
    lineListLevels: said(z.array(z.enum(LEVELS))),
    /** With whom a line plan is filed 备案. */
    lineFiledWith: said(code),
    /** Ratio and frequency differ by risk and credit 差异化. */
    differentiated: said(z.boolean()),
    /** An entry says why its ratio is as it is. */
    ratioRationaleRequired: said(z.boolean()),
    /** What directed draws are derived from. */
    inputs: said(z.array(z.enum(PLAN_INPUTS))),
    /** Most undirected draws of a year, those of the province counted. */
    undirectedMaxPerYear: said(count),
    /** Who sets ratio and frequency of directed draws. */
    directedSetBy: said(z.array(z.enum(DIRECTED_SETTERS))),
    /** Where an entry may come from. */
    entryOrigins: said(z.array(z.enum(PLAN_ENTRY_ORIGINS))),
  }),
  burden: z.strictObject({
    /** Most visits to one object in a year; no text gives a number. */
    maxVisitsPerYear: said(count),
  }),
});
export type PlanAnswers = z.infer<typeof planSchema>;
