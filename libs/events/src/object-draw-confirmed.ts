import { z } from 'zod';
import { id, instant } from './shared-shapes.ts';

export const drawnObject = z.object({ objectId: id, order: z.number().int(), stratum: z.string(), probability: z.string() });

const objectDraw = z.object({ drawId: id, taskId: id, taskNumber: z.string(), leadDepartmentId: id, certificateHash: z.string() });

/** The objects were drawn, and the lead confirmed the list: it is locked. */
export const objectDrawConfirmed = objectDraw.extend({ confirmedAt: instant, population: z.number().int(), objects: z.array(drawnObject) });

/** The list went to every department of the task. */
export const objectListDispatched = objectDraw.extend({ dispatchedAt: instant, departmentIds: z.array(id), objectIds: z.array(id) });

/** A confirmed list was changed with approval: the objects that left and the next of the drawn order that came in. */
export const objectListChanged = objectDraw.extend({
  changedAt: instant, version: z.number().int(), removedObjectIds: z.array(id), added: z.array(drawnObject), reason: z.string(), approvedBy: z.string(),
});

/** The certificate of a draw, for the public log; it names no object before the profile allows it. */
export const drawCertified = z.object({
  drawId: id, taskId: id, kind: z.enum(['OBJECT', 'INSPECTOR']), intentHash: z.string(), certificateHash: z.string(), attempt: z.number().int(), at: instant,
});
