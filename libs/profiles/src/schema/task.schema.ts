import { z } from 'zod';
import { said } from '../answer.ts';
import { LEVELS } from './identity.schema.ts';
import { LIMIT_ACTIONS } from './item-list.schema.ts';
import { PLAN_AGREEMENTS } from './plan.schema.ts';
import { code, count, fieldNames, words } from './vocabulary.ts';

export const TASK_CREATORS = ['LEAD_DEPARTMENT', 'JOINT_CONFERENCE_OFFICE', 'DEPARTMENT'] as const;
export type TaskCreator = (typeof TASK_CREATORS)[number];

export const TASK_ORIGINS = ['PLAN', 'SUPERIOR', 'DIRECT', 'PASSIVE', 'CAMPAIGN'] as const;
export type TaskOrigin = (typeof TASK_ORIGINS)[number];

export const TASK_MODES = ['INTEGRATED_ONCE', 'ONE_INDUSTRY_ONE_CHECK'] as const;
export type TaskMode = (typeof TASK_MODES)[number];

export const TASK_SCOPES = ['MULTI_LEVEL', 'CROSS_REGION'] as const;
export type TaskScope = (typeof TASK_SCOPES)[number];

export const INTEGRATION_CHECKS = ['NONE', 'BEFORE_DISPATCH'] as const;
export type IntegrationCheck = (typeof INTEGRATION_CHECKS)[number];

export const INTEGRATION_DIMENSIONS = ['TIME', 'OBJECT', 'CONTENT'] as const;
export type IntegrationDimension = (typeof INTEGRATION_DIMENSIONS)[number];

export const ENTRUSTMENTS = ['NONE', 'CITY_TO_DISTRICT'] as const;
export type Entrustment = (typeof ENTRUSTMENTS)[number];

export const JOINT_KINDS = ['PLANNED', 'UNPLANNED', 'INNER_COMPREHENSIVE', 'OUTER_JOINT'] as const;
export type JointKind = (typeof JOINT_KINDS)[number];

export const JOINT_INITIATIONS = ['GENERAL_BY_LEAD', 'JOINT_CONFERENCE_OFFICE', 'CAMPAIGN', 'GOVERNMENT_DESIGNATED', 'STANDING_GROUP'] as const;
export type JointInitiation = (typeof JOINT_INITIATIONS)[number];

export const JOINT_ROLES = ['LEAD', 'COORDINATOR', 'PARTICIPANT'] as const;
export type JointRole = (typeof JOINT_ROLES)[number];

export const RESPONSE_TRIGGERS = ['RECEIVED'] as const;
export type ResponseTrigger = (typeof RESPONSE_TRIGGERS)[number];

export const OVERDUE_RESPONSE_ACTIONS = ['NONE', 'CIRCULAR_BY_OFFICE'] as const;
export type OverdueResponseAction = (typeof OVERDUE_RESPONSE_ACTIONS)[number];

export const INSPECTION_DATE_RULES = ['SET_BY_LEADER', 'AGREED_BY_ALL', 'UNREGULATED'] as const;
export type InspectionDateRule = (typeof INSPECTION_DATE_RULES)[number];

export const JOINT_REQUIREMENTS = ['ALL_TASKS', 'MARKED_FIELDS', 'SEVERAL_ITEMS_ON_ONE_OBJECT', 'SAME_OBJECT_MULTI_DEPARTMENT'] as const;
export type JointRequirement = (typeof JOINT_REQUIREMENTS)[number];

export const UNPLANNED_JOINT_GROUNDS = ['SUPERIOR_INSTRUCTION', 'OVERLAPPING_OBJECTS'] as const;
export type UnplannedJointGround = (typeof UNPLANNED_JOINT_GROUNDS)[number];

export const NON_RANDOM_GROUNDS = [
  'SPECIAL_KEY_FIELD', 'KEY_SUPERVISION_LIST', 'PROBLEM_CLUE', 'COMPLAINT', 'ASSIGNED_MATTER', 'DATA_MONITORING',
  'PASSIVE_CERTAIN_TASK',
] as const;
export type NonRandomGround = (typeof NON_RANDOM_GROUNDS)[number];

export const NON_PLAN_RULES = ['ADJUST_PLAN_FIRST', 'SUPERIOR_TASKS_OUTSIDE', 'FORBIDDEN_IN_GENERAL_FIELDS'] as const;
export type NonPlanRule = (typeof NON_PLAN_RULES)[number];

export const PASSIVE_TASK_KINDS = ['COMPLAINT', 'CLUE_VERIFICATION', 'ASSIGNED_MATTER'] as const;
export type PassiveTaskKind = (typeof PASSIVE_TASK_KINDS)[number];

export const TASKS_PER_PLAN = ['MANY', 'BY_BATCH'] as const;
export type TasksPerPlan = (typeof TASKS_PER_PLAN)[number];

const planLevelCase = z.strictObject({
  lead: z.enum(LEVELS),
  leadExecutes: z.boolean().nullable(),
  participants: z.enum(LEVELS).nullable(),
  planLevel: z.enum(LEVELS),
});

/** 抽查任务与联合 */
export const taskSchema = z.strictObject({
  task: z.strictObject({
    /** Who may create a task. */
    creator: said(z.array(z.enum(TASK_CREATORS))),
    /** Fields without which a task is not ready. */
    requiredFields: said(fieldNames),
    /** Fewest departments of a task, the lead counted. */
    minDepartments: said(count),
    /** 事先公布的清单. */
    requiresPublishedList: said(z.boolean()),
    /** 年度抽查工作计划. */
    requiresPublishedPlan: said(z.boolean()),
    /** How many tasks a plan entry may be broken into. */
    perPlan: said(z.enum(TASKS_PER_PLAN)),
    /** A participating department inspects by its own rules. */
    participantOwnRules: said(z.boolean()),
    /** Where a task may come from. */
    origins: said(z.array(z.enum(TASK_ORIGINS))),
    /** 综合一次查、一业一查. */
    modes: said(z.array(z.enum(TASK_MODES))),
    /** 多级联动、跨区域. */
    scope: said(z.array(z.enum(TASK_SCOPES))),
    /** 内部综合: lines of one department inspect together. */
    internalLines: said(z.boolean()),
    /** 市局委托各区（市）县. */
    entrustment: said(z.enum(ENTRUSTMENTS)),
    /** 任务整合 before a task is dispatched. */
    integrationCheck: said(z.enum(INTEGRATION_CHECKS)),
    /** In what tasks are integrated. */
    integrationDimensions: said(z.array(z.enum(INTEGRATION_DIMENSIONS))),
    /** A task is overdue when its period has ended. */
    overdueAtPeriodEnd: said(z.boolean()),
  }),
  scheme: z.strictObject({
    /** A scheme precedes the task 检查方案、抽查方案. */
    required: said(z.boolean()),
    /** Who must agree to the scheme. */
    agreement: said(z.enum(PLAN_AGREEMENTS)),
    /** Fields of a scheme. */
    requiredFields: said(fieldNames),
  }),
  joint: z.strictObject({
    /** Local name of the lead department. */
    leadTerm: said(words),
    /** Local name of a participating department. */
    participantTerm: said(words),
    /** Roles of departments in joint work. */
    roles: said(z.array(z.enum(JOINT_ROLES))),
    /** Kinds of joint inspection. */
    kinds: said(z.array(z.enum(JOINT_KINDS))),
    /** How a joint task comes about. */
    initiationModes: said(z.array(z.enum(JOINT_INITIATIONS))),
    /** What an unplanned joint inspection rests on. */
    unplannedRequires: said(z.array(z.enum(UNPLANNED_JOINT_GROUNDS))),
    /** Who leads. */
    lead: said(code),
    response: z.strictObject({
      /** Working days within which a participating department answers. */
      workingDays: said(count),
      /** When those days begin. */
      trigger: said(z.enum(RESPONSE_TRIGGERS)),
      /** What follows a late answer without a reason. */
      overdueAction: said(z.enum(OVERDUE_RESPONSE_ACTIONS)),
    }),
    /** Who fixes the day of the joint visit. */
    inspectionDate: said(z.enum(INSPECTION_DATE_RULES)),
    /** Most departments on one object. */
    maxDepartments: said(count),
    /** What happens above that number. */
    maxDepartmentsAction: said(z.enum(LIMIT_ACTIONS)),
    /** When inspection must be joint. */
    required: said(z.enum(JOINT_REQUIREMENTS)),
    /** Several items on one object are put together. */
    integrateSameObject: said(z.boolean()),
    /** Which level makes the joint plan; the first case that fits decides, null fits all. */
    levelRule: said(z.array(planLevelCase)),
  }),
  nonRandom: z.strictObject({
    /** Grounds on which an inspection need not be drawn. */
    exceptions: said(z.array(z.enum(NON_RANDOM_GROUNDS))),
  }),
  passiveTask: z.strictObject({
    /** 被动型确定性检查任务. */
    kinds: said(z.array(z.enum(PASSIVE_TASK_KINDS))),
  }),
  nonPlan: z.strictObject({
    /** What to do with an inspection that is not in the plan. */
    rule: said(z.enum(NON_PLAN_RULES)),
  }),
  visit: z.strictObject({
    /** 进一次门、查多项事. */
    onePerObjectPerTask: said(z.boolean()),
  }),
});
export type TaskAnswers = z.infer<typeof taskSchema>;
