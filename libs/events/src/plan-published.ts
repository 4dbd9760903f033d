import { z } from 'zod';
import { day, divisionCode, id, period, profileStamp } from './shared-shapes.ts';

export const publishedPlanEntry = z.object({
  entryId: id,
  name: z.string(),
  leadDepartmentId: id,
  participatingDepartmentIds: z.array(id),
  items: z.array(z.object({ itemId: id, departmentId: id, name: z.string(), itemClass: z.string().nullable() })),
  objectScope: z.string(),
  period,
  ratio: z.string(),
  objectCount: z.number().int(),
});

/** An annual plan, or a later revision of it, was sent to its channels. `revision` 1 is the first publication. */
export const planPublished = z.object({
  planId: id,
  revision: z.number().int(),
  name: z.string(),
  year: z.number().int(),
  departmentId: id,
  level: z.string(),
  divisionCode,
  publishedOn: day,
  late: z.boolean(),
  reason: z.string().nullable(),
  channels: z.array(z.string()),
  entries: z.array(publishedPlanEntry),
}).extend(profileStamp.shape);
