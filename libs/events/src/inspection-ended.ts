import { z } from 'zod';
import { divisionCode, id, instant, profileStamp } from './shared-shapes.ts';

const visit = z.object({ inspectionId: id, taskId: id, taskNumber: z.string(), objectId: id });

/** A visit was scheduled, or began: progress for the task. */
export const inspectionStarted = visit.extend({ startedAt: instant, mode: z.string() });

/** A visit ended, in the ordinary way or directly (unreachable, serious non-cooperation). */
export const inspectionEnded = visit.extend({ endedAt: instant, direct: z.boolean(), /** Null for a direct result before the inspection began. */ mode: z.string().nullable().default(null) });

export const formedResultItem = z.object({ itemId: id, itemName: z.string(), departmentId: id, code: z.string(), labelZh: z.string(), problemFound: z.boolean() });

/** The result of one department's items for one object is formed and can be published by that department. */
export const resultFormed = visit.extend({
  resultId: id,
  departmentId: id,
  formedAt: instant,
  inspectedOn: z.string(),
  entity: z.object({ objectId: id, kind: z.string(), name: z.string(), uscc: z.string().nullable(), divisionCode, district: z.string() }),
  items: z.array(formedResultItem),
  code: z.string(),
  labelZh: z.string(),
  problemFound: z.boolean(),
  /** The inspector who entered it. CC art.4. */
  enteredById: id.nullable().default(null),
  version: z.number().int(),
  rechecked: z.boolean(),
}).extend(profileStamp.shape);

export const followUpOpened = z.object({ followUpId: id, inspectionId: id, taskId: id, objectId: id, itemId: id, departmentId: id, kind: z.string(), openedAt: instant });
export const followUpClosed = z.object({ followUpId: id, inspectionId: id, taskId: id, objectId: id, closedAt: instant, outcome: z.string() });

/** The dossier of a visit was sealed. CQ 8.7.3. */
export const dossierArchived = z.object({ dossierId: id, inspectionId: id, taskId: id, archivedAt: instant, manifestHash: z.string() });
