import type { EventPayload } from '@sortition/events';

/** What an entry of the public log can tell of. */
export const LOG_KINDS = [
  'DRAW_INTENDED', 'RANDOMNESS_GIVEN', 'DRAW_CERTIFIED', 'DRAW_ABANDONED', 'DRAW_IMPORTED', 'DRAW_OPENED', 'OBJECT_LIST_CHANGED', 'INSPECTOR_REPLACED',
  'CIRCUMSTANCES_DRAWN', 'RANDOMNESS_AUDITED', 'RESULT_PUBLISHED', 'RESULT_CORRECTED', 'RESULT_STOPPED',
] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** Something that enters the log: what everybody may read, and what is committed to but kept back. */
export interface Tidings {
  readonly kind: LogKind;
  /** When it happened. */
  readonly at: Date;
  readonly drawId: string | null;
  readonly publicationId: string | null;
  readonly shown: object;
  readonly sealed: object | null;
}

const ofDraw = (kind: LogKind, told: { readonly drawId: string }, at: string, shown: object, sealed: object | null = null): Tidings =>
  ({ kind, at: new Date(at), drawId: told.drawId, publicationId: null, shown, sealed });

/** Everything that fixes the draw, before there is any randomness. */
export const tidingsOfIntent = (told: EventPayload<'DrawIntended'>): Tidings => ofDraw('DRAW_INTENDED', told, told.at, told);

/** Who spoke and when. The value is kept back: with all of them anybody could compute the seed, and so the list. SY art.14(1). */
export function tidingsOfRandomness({ value, ...shown }: EventPayload<'RandomnessGiven'>): Tidings {
  return ofDraw('RANDOMNESS_GIVEN', shown, shown.at, shown, value === null ? null : { value });
}

/** The certificate by its hash, the seed kept back for the same reason. */
export function tidingsOfCertificate({ seed, ...shown }: EventPayload<'DrawCertified'>): Tidings {
  return ofDraw('DRAW_CERTIFIED', shown, shown.at, shown, { seed });
}

export const tidingsOfAbandonment = (told: EventPayload<'DrawAbandoned'>): Tidings => ofDraw('DRAW_ABANDONED', told, told.at, told);

export const tidingsOfImport = (told: EventPayload<'DrawImported'>): Tidings => ofDraw('DRAW_IMPORTED', told, told.at, told);

/** The certificate itself stands beside the draw; the log binds it by its hash. */
export const tidingsOfOpening = ({ drawId, taskId, at }: EventPayload<'DrawOpened'>, certificateSha256: string): Tidings =>
  ofDraw('DRAW_OPENED', { drawId }, at, { drawId, taskId, at, certificateSha256 });

/** That the list changed, how much and by whose approval; which objects, and a reason that may name one, stay sealed. */
export function tidingsOfListChange({ removedObjectIds, added, reason, leadDepartmentId, ...told }: EventPayload<'ObjectListChanged'>): Tidings {
  const shown = { ...told, departmentId: leadDepartmentId, removed: removedObjectIds.length, added: added.length };
  return ofDraw('OBJECT_LIST_CHANGED', told, told.changedAt, shown, { removedObjectIds, added, reason });
}

/** That somebody was replaced, and whether in the drawn order; who and why stay sealed. CQ 8.5.2. */
export function tidingsOfReplacement({ teamId, replacedId, substituteId, reason, approvedBy, ...shown }: EventPayload<'InspectorReplaced'>): Tidings {
  return { kind: 'INSPECTOR_REPLACED', at: new Date(shown.at), drawId: null, publicationId: null, shown, sealed: { teamId, replacedId, substituteId, reason, approvedBy } };
}

/** That chance entered a task without lot, and in how many ways; when, where and how it will be inspected stays sealed. SY art.14(1). */
export function tidingsOfCircumstances({ drawn, reason, ...told }: EventPayload<'CircumstancesDrawn'>): Tidings {
  return { kind: 'CIRCUMSTANCES_DRAWN', at: new Date(told.at), drawId: null, publicationId: null, shown: { ...told, dimensions: drawn.map(({ dimension }) => dimension) }, sealed: { drawn, reason } };
}

/** The verdict on the randomness of all draws so far, and the hash of the report. */
export const tidingsOfAudit = (told: EventPayload<'RandomnessAudited'>): Tidings =>
  ({ kind: 'RANDOMNESS_AUDITED', at: new Date(told.at), drawId: null, publicationId: null, shown: told, sealed: null });

interface Published {
  readonly publicationId: string;
  readonly revision: number;
}

/** A result, word for word as the public reads it. CC art.20. */
export const tidingsOfResult = (published: Published, result: object, at: Date): Tidings =>
  ({ kind: 'RESULT_PUBLISHED', at, drawId: null, publicationId: published.publicationId, shown: { ...published, result }, sealed: null });

/** What the public reads instead, and why. CQ 8.8.2. */
export const tidingsOfCorrection = (published: Published, result: object, reason: string, at: Date): Tidings =>
  ({ kind: 'RESULT_CORRECTED', at, drawId: null, publicationId: published.publicationId, shown: { ...published, result, reason }, sealed: null });

/** That a publication was stopped: the one thing about it that stays readable. SAMR 3.3. */
export const tidingsOfStop = (published: Published, taskNumber: string, at: Date): Tidings =>
  ({ kind: 'RESULT_STOPPED', at, drawId: null, publicationId: published.publicationId, shown: { ...published, taskNumber }, sealed: null });

/** What stays sealed until the draw is opened; the rest is for auditors only, for good. */
export const OPENED_WITH_THE_DRAW: readonly LogKind[] = ['RANDOMNESS_GIVEN', 'DRAW_CERTIFIED'];
