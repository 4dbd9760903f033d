import { z } from 'zod';
import { divisionCode, id, period, profileStamp, ratio } from './shared-shapes.ts';

/** How the population is cut out of the directory. Empty lists do not narrow it. */
export const populationFilter = z.object({
  kinds: z.array(z.string()),
  divisionCodes: z.array(divisionCode),
  tags: z.array(z.string()),
  riskLevels: z.array(z.string()),
  creditLevels: z.array(z.string()),
  /** The sub-directories (子库) of departments and lines: objects that one of them keeps. SY art.7(3). */
  ownerDepartmentIds: z.array(id).default([]),
});

export const stratumCriterion = z.object({ dimension: z.enum(['RISK', 'CREDIT', 'REGION', 'TAG']), value: z.string() });

/** A stratum and its ratio: one criterion, or several at once, such as a cell of a table of credit by risk (GA art.29). */
export const stratumRatio = stratumCriterion.extend({
  /** Further criteria that hold together with the first. */
  also: z.array(stratumCriterion).default([]),
  ratio,
  /** Draws exactly so many instead of the ratio's share, and never more than that. */
  number: z.number().int().positive().nullable().default(null),
  frequency: z.string().nullable(),
});

const taskCore = z.object({
  taskId: id,
  taskNumber: z.string(),
  name: z.string(),
  planId: id,
  planEntryId: id,
  leadDepartmentId: id,
  participatingDepartmentIds: z.array(id),
  divisionCode,
  period,
  /** DIRECT: on a ground that needs no lot (SY art.14(1)); its objects are those of its clues, and its circumstances are drawn. */
  origin: z.enum(['PLAN', 'SUPERIOR', 'DIRECT', 'PASSIVE', 'CAMPAIGN']).default('PLAN'),
  items: z.array(z.object({
    itemId: id, departmentId: id, name: z.string(), itemClass: z.string().nullable(), objectType: z.string(), noticeExemption: z.string().nullable(),
  })),
}).extend(profileStamp.shape);

/** A task exists; its departments may prepare. */
export const taskCreated = taskCore;

/** The scheme was put to the departments, or one of them agreed: until `pendingDepartmentIds` is empty nothing may be drawn. CQ 8.2. */
export const schemeSubmitted = z.object({ taskId: id, pendingDepartmentIds: z.array(id) });

/** The scheme is agreed and the directories are confirmed where that is asked: the draw may begin. */
export const taskReady = taskCore.extend({
  population: populationFilter,
  ratio,
  objectCount: z.number().int(),
  strata: z.array(stratumRatio),
  scheme: z.object({
    content: z.string(), modes: z.array(z.string()), inspectorsPerDepartment: z.number().int(), teamCount: z.number().int(),
    specialties: z.array(z.string()), inspectorDrawnBy: z.enum(['EACH_DEPARTMENT', 'LEAD_DEPARTMENT']).nullable(),
    /** The way of assigning inspectors by its name in the profile; null leaves it to the profile. SY art.13(2). */
    inspectorDrawMode: z.string().nullable().default(null),
    /** What was weighed in the choice, such as GEOGRAPHY. SY art.13(2). */
    inspectorFactors: z.array(z.string()).default([]),
    /** Special items (特殊事项), for which experts and bodies may assist. SY art.3. */
    specialItemIds: z.array(id).default([]),
  }),
});

/** The task was given up; `reason` says why. */
export const taskCancelled = z.object({ taskId: id, reason: z.string() });
