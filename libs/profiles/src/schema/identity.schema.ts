import { z } from 'zod';
import { said } from '../answer.ts';
import { code, codes } from './vocabulary.ts';

export const BOUNDARY_READINGS = ['INCLUSIVE', 'EXCLUSIVE'] as const;
export type BoundaryReading = (typeof BOUNDARY_READINGS)[number];

export const LEVELS = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'] as const;
export type Level = (typeof LEVELS)[number];

export const AUTHORITY_BASES = ['STATUTORY_DEPARTMENT', 'AUTHORISED_ORGANISATION', 'ENTRUSTED_ORGANISATION'] as const;
export type AuthorityBasis = (typeof AUTHORITY_BASES)[number];

export const INNER_UNITS = ['NONE', 'BUSINESS_LINES', 'DIVISIONS'] as const;
export type InnerUnits = (typeof INNER_UNITS)[number];

export const REQUIRED_ASSETS = ['ITEM_LIST', 'OBJECT_DIRECTORY', 'INSPECTOR_DIRECTORY', 'GUIDE', 'ANNUAL_PLAN', 'DETAILED_RULES'] as const;
export type RequiredAsset = (typeof REQUIRED_ASSETS)[number];

export const COORDINATION_BODIES = [
  'MARKET_REGULATION_DEPARTMENT', 'LEADING_GROUP', 'LEADING_GROUP_OFFICE', 'CREDIT_SUPERVISION_DIVISION', 'JOINT_CONFERENCE_OFFICE',
  'DISTRICT_COORDINATION',
] as const;
export type CoordinationBody = (typeof COORDINATION_BODIES)[number];

export const JURISDICTION_GROUNDS = ['REGISTRATION_AUTHORITY', 'APPROVAL_AUTHORITY', 'TERRITORIAL'] as const;
export type JurisdictionGround = (typeof JURISDICTION_GROUNDS)[number];

export const LIABILITY_GROUNDS = [
  'INSPECTION_NOT_CARRIED_OUT', 'RESULT_NOT_PUBLISHED_IN_TIME', 'CRIME_NOT_TRANSFERRED', 'TASK_REFUSED_OR_DELAYED',
  'OTHER_BY_LAW',
] as const;
export type LiabilityGround = (typeof LIABILITY_GROUNDS)[number];

export const LIABILITY_EXEMPTIONS = [
  'DUTY_PERFORMED', 'WITHIN_TIME_LIMIT', 'TECHNICAL_MEANS_LIMITED', 'NO_CAUSAL_LINK', 'FALSE_REPORT_OF_ENTRUSTED_BODY',
  'OTHER_BY_LAW',
] as const;
export type LiabilityExemption = (typeof LIABILITY_EXEMPTIONS)[number];

/** 身份与组织 */
export const identitySchema = z.strictObject({
  boundary: z.strictObject({
    /** How 以下 reads: does a bound include its own number. */
    below: said(z.enum(BOUNDARY_READINGS)),
    /** How 以上 reads. */
    above: said(z.enum(BOUNDARY_READINGS)),
  }),
  department: z.strictObject({
    /** Lowest level of a department that may take part. */
    minLevel: said(z.enum(LEVELS)),
    /** What a department's power may rest on 法定、授权、受委托. */
    authorityBasis: said(z.array(z.enum(AUTHORITY_BASES))),
    /** What a department must keep before it supervises 一单两库. */
    requiredAssets: said(z.array(z.enum(REQUIRED_ASSETS))),
    /** Whether a higher head of the same department may decide what is given to a lower one. */
    higherHeadMayAct: said(z.boolean()),
  }),
  organisation: z.strictObject({
    /** Kinds of organisation in the tree. */
    kinds: said(codes),
    /** Units inside a department 业务条线、处室. */
    innerUnits: said(z.enum(INNER_UNITS)),
    /** Whether plans and directories are kept by business line 业务线条. */
    businessLines: said(z.boolean()),
  }),
  coordination: z.strictObject({
    /** Who coordinates 领导小组、联席会议. */
    body: said(z.enum(COORDINATION_BODIES)),
    /** Who coordinates in a district or county. */
    districtBody: said(z.enum(COORDINATION_BODIES)),
  }),
  roles: z.strictObject({
    /** Division that holds the role COORDINATOR. */
    coordinator: said(code),
    /** Division that holds the role PLATFORM_ADMIN. */
    platformAdmin: said(code),
  }),
  jurisdiction: z.strictObject({
    /** What the competence for an object rests on 事权管辖与属地管辖. */
    rule: said(z.array(z.enum(JURISDICTION_GROUNDS))),
  }),
  selfCheck: z.strictObject({
    /** Whether departments check their own daily work 自查. */
    enabled: said(z.boolean()),
  }),
  liability: z.strictObject({
    /** 尽职照单免责、失职照单问责. */
    listBased: said(z.boolean()),
    /** 追责情形. */
    grounds: said(z.array(z.enum(LIABILITY_GROUNDS))),
    /** 免责情形. */
    exemptions: said(z.array(z.enum(LIABILITY_EXEMPTIONS))),
  }),
  rules: z.strictObject({
    /** Whether rule documents and platform functions follow the needs of the work as versions. */
    versioned: said(z.boolean()),
  }),
});
export type IdentityAnswers = z.infer<typeof identitySchema>;
