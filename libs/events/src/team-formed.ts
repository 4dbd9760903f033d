import { z } from 'zod';
import { divisionCode, id, instant } from './shared-shapes.ts';

export const teamMember = z.object({
  inspectorId: id,
  subject: z.string().nullable(),
  departmentId: id.nullable(),
  role: z.enum(['LEADER', 'MEMBER', 'ASSISTING']),
  /** DRAWN by lot, or ASSIGNED in place of somebody who could not serve. */
  origin: z.enum(['DRAWN', 'ASSIGNED', 'ENGAGED']),
  certificateExpiresOn: z.string().nullable(),
});

/** A team stands for its objects; sent again, with a higher version, whenever a member is replaced. */
export const teamFormed = z.object({
  teamId: id, taskId: id, version: z.number().int(), formedAt: instant, members: z.array(teamMember), objectIds: z.array(id),
  /** Visits of other tasks that are one with this team's at the same object. GA art.35. */
  merged: z.array(z.object({ taskId: id, objectId: id })).default([]),
});

/** Somebody else serves in the place of a drawn inspector. For the public log, which keeps it sealed. CQ 8.5.2. */
export const inspectorReplaced = z.object({
  replacementId: id, teamId: id, taskId: id, taskNumber: z.string(), departmentId: id, divisionCode, replacedId: id, substituteId: id,
  reason: z.string(), approvedBy: z.string(), /** True when the substitute was not the next of the drawn order. */ outOfOrder: z.boolean(), at: instant,
});
