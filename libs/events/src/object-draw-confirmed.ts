import { z } from 'zod';
import { divisionCode, id, instant, profileStamp } from './shared-shapes.ts';

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

/** What the public may know of any draw at once: how it is made, never whom it hit. */
const publicTerms = z.object({
  drawId: id, taskId: id, taskNumber: z.string(), kind: z.enum(['OBJECT', 'INSPECTOR']), departmentId: id, divisionCode, intentHash: z.string(),
  /** Which intent of the task this is. One intent gives at most one result. */
  attempt: z.number().int(), at: instant,
}).extend(profileStamp.shape);

/** A draw was intended: the population is frozen and the sources of randomness are named, before any randomness exists. For the public log. */
export const drawIntended = publicTerms.extend({
  frameRoot: z.string(), population: z.number().int(),
  /** Units to be drawn, or places in teams to be filled. */
  toDraw: z.number().int(), randomness: z.array(z.object({ source: z.string(), kind: z.string(), commitment: z.string().nullable() })),
  /** Until when anybody may object to the population, where a place gives such a time; nothing is drawn before. */
  objectionsUntil: instant.nullable().optional(),
});

/** A source of randomness spoke, or failed to: what it gave enters the public log as it comes. */
export const randomnessGiven = z.object({
  drawId: id, taskId: id, source: z.string(),
  /** WITHHELD: it committed itself and did not reveal in time. */
  step: z.enum(['COMMITTED', 'REVEALED', 'WITHHELD']), commitment: z.string().nullable(), value: z.string().nullable(), at: instant,
});

/** The certificate of a draw, for the public log; it names no object and no inspector. */
export const drawCertified = publicTerms.extend({
  certificateHash: z.string(), algorithm: z.string(), hash: z.string(), seed: z.string(), frameRoot: z.string(), population: z.number().int(), drawn: z.number().int(),
});

/** An intent was given up, or a result before its confirmation: it stays in public with its reason and who approved. */
export const drawAbandoned = publicTerms.extend({ certificateHash: z.string().nullable(), reason: z.string(), approvedBy: z.string() });

/** The platform of record of another jurisdiction drew, and its list was taken over and approved here; nothing of it can be verified. GA art.7. */
export const drawImported = publicTerms.omit({ intentHash: true }).extend({ platform: z.string(), externalNumber: z.string(), documentHash: z.string(), drawn: z.number().int() });

/** The certificate and the frozen population may be shown: every visit of the task has ended. SY art.14(1). */
export const drawOpened = z.object({ drawId: id, taskId: id, certificate: z.string(), at: instant });
