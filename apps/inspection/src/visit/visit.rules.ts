import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import type { InspectionState } from './visit.table.ts';

/** What may follow each state of a visit; everything else is an undefined transition. */
export const TRANSITIONS = {
  SCHEDULED: ['NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE', 'DIRECT_ENDED', 'CANCELLED'],
  NOTIFIED: ['ON_SITE', 'OFF_SITE', 'DIRECT_ENDED', 'CANCELLED'],
  NOTICE_WAIVED: ['ON_SITE', 'OFF_SITE', 'DIRECT_ENDED', 'CANCELLED'],
  ON_SITE: ['RECORDED', 'DIRECT_ENDED'],
  OFF_SITE: ['RECORDED', 'DIRECT_ENDED'],
  RECORDED: ['SIGNED'],
  SIGNED: ['ENDED'],
  ENDED: [],
  DIRECT_ENDED: [],
  CANCELLED: [],
} as const satisfies Record<InspectionState, readonly InspectionState[]>;

export const mayFollow = (from: InspectionState, to: InspectionState): boolean => TRANSITIONS[from].some((next) => next === to);

export function transitionIsDefined(from: InspectionState, to: InspectionState, clause: string | null): Outcome<InspectionState> {
  return mayFollow(from, to) ? ok(to) : refuse('INVALID_TRANSITION', clause, { from, to });
}

/** The states in which each act of the visit may be called; the act's own guards come after. */
const OPEN_IN = {
  assignItems: ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE'],
  sendNotice: ['SCHEDULED'],
  waiveNotice: ['SCHEDULED'],
  startInspection: ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED'],
  cancelVisit: ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED'],
  recordDirectResult: ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE'],
  openRecord: ['ON_SITE', 'OFF_SITE', 'DIRECT_ENDED'],
  saveRecordHeading: ['ON_SITE', 'OFF_SITE'],
  saveRecordItem: ['ON_SITE', 'OFF_SITE'],
  signRecord: ['ON_SITE', 'OFF_SITE'],
  recordRefusal: ['ON_SITE', 'OFF_SITE'],
  submitRecord: ['ON_SITE', 'OFF_SITE'],
  confirmRecord: ['ON_SITE', 'OFF_SITE', 'RECORDED'],
  attachPassiveTask: ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE'],
  registerDemand: ['ON_SITE', 'OFF_SITE', 'RECORDED', 'SIGNED', 'ENDED'],
  addEvidence: ['SCHEDULED', 'NOTIFIED', 'NOTICE_WAIVED', 'ON_SITE', 'OFF_SITE', 'RECORDED', 'SIGNED', 'ENDED', 'DIRECT_ENDED'],
  openFollowUp: ['ON_SITE', 'OFF_SITE', 'RECORDED', 'SIGNED', 'ENDED', 'DIRECT_ENDED'],
  recordResult: ['SIGNED', 'ENDED'],
  closeVisit: ['SIGNED'],
  archiveDossier: ['ENDED', 'DIRECT_ENDED'],
} as const satisfies Record<string, readonly InspectionState[]>;

export type VisitAct = keyof typeof OPEN_IN;

const LEADER_ACTS: readonly string[] = ['assignItems', 'waiveNotice', 'cancelVisit', 'submitRecord', 'closeVisit'] satisfies VisitAct[];

export const actIsOpen = (act: VisitAct, state: InspectionState): boolean => OPEN_IN[act].some((open) => open === state);

/** What a member of the team could do now; after the dossier is sealed, nothing. */
export function availableActs(state: InspectionState, leader: boolean, sealed: boolean): string[] {
  if (sealed) return [];
  return Object.entries(OPEN_IN).filter(([act, states]) => (leader || !LEADER_ACTS.includes(act)) && states.some((open) => open === state)).map(([act]) => act);
}

/** CQ 7.7: one visit per object and task; another one needs a reason. A visit that was given up does not count. */
export function secondVisitNeedsReason(earlier: InspectionState | undefined, reason: string | null, profile: Profile): Outcome<void> {
  const { onePerObjectPerTask } = profile.visit;
  if (earlier === undefined || earlier === 'CANCELLED') return ok(undefined);
  if (earlier !== 'ENDED' && earlier !== 'DIRECT_ENDED') return refuse('SECOND_VISIT_NOT_ALLOWED', clauseOf(onePerObjectPerTask), { state: earlier });
  return reason === null || reason.trim() === '' ? refuse('SECOND_VISIT_NOT_ALLOWED', clauseOf(onePerObjectPerTask), { state: earlier }) : ok(undefined);
}

export function objectMustBeDrawn(found: { readonly draw: boolean; readonly drawn: boolean }, objectId: string, profile: Profile): Outcome<void> {
  if (!found.draw) return refuse('DRAW_MISSING', clauseOf(profile.draw.algorithm), {});
  return found.drawn ? ok(undefined) : refuse('OBJECT_NOT_DRAWN', clauseOf(profile.plan.differentiated), { objectId });
}

/** SY art.14(1): where the object was not drawn by lot, time, content, mode or region is, or a reason says why not even they. */
export function chanceMustEnter(task: { readonly origin: string; readonly circumstancesId: string | null }, profile: Profile): Outcome<void> {
  const { fallbackDimensions } = profile.draw;
  const isMissing = task.origin === 'DIRECT' && task.circumstancesId === null && fallbackDimensions.value.length > 0;
  return isMissing ? refuse('RANDOM_ELEMENT_MISSING', clauseOf(fallbackDimensions), { dimensions: [...fallbackDimensions.value] }) : ok(undefined);
}

/** CC art.12: inspectors are drawn before anybody inspects. */
export const inspectorsMustBeDrawn = (teamed: boolean, profile: Profile): Outcome<void> =>
  teamed ? ok(undefined) : refuse('DRAW_MISSING', clauseOf(profile.draw.inspector.drawnBy), { draw: 'INSPECTOR' });

export function dayMustLieInPeriod(now: Date, period: { readonly periodFrom: string; readonly periodTo: string }, profile: Profile): Outcome<void> {
  const day = dayOf(now);
  return day >= period.periodFrom && day <= period.periodTo ? ok(undefined) : refuse('OUTSIDE_TASK_PERIOD', clauseOf(profile.record.form), { day, from: period.periodFrom, to: period.periodTo });
}

/** The mode must be one that the jurisdiction knows, and one that the scheme of the task names. */
export function modeMustBeAllowed(mode: string, schemeModes: readonly string[], profile: Profile): Outcome<void> {
  const { modes, optionalModes } = profile.inspection;
  const known: readonly string[] = [...(modes.value ?? []), ...(optionalModes.value ?? [])];
  if (!known.includes(mode)) return refuse('INVALID_VALUE', clauseOf(modes), { field: 'mode', allowed: known });
  return schemeModes.includes(mode) ? ok(undefined) : refuse('MODE_MISMATCH', clauseOf(profile.scheme.requiredFields), { mode, scheme: schemeModes });
}

const GOOD_CREDIT: readonly (string | null)[] = ['A', 'B', 'TRUSTWORTHY'];

/** GA art.29: inspection on paper is for whoever is in good credit, and shown to be. */
export function creditMustAllowMode(mode: string, creditLevel: string | null, profile: Profile): Outcome<void> {
  const { documentaryCondition } = profile.inspection;
  const refused = mode === 'DOCUMENTARY' && documentaryCondition.value === 'GOOD_CREDIT' && !GOOD_CREDIT.includes(creditLevel);
  return refused ? refuse('MODE_NOT_ALLOWED', clauseOf(documentaryCondition), { mode, creditLevel }) : ok(undefined);
}

export const ONLINE_TAG = 'BUSINESS:ONLINE';

/** GA art.29: online supervision is for those who trade online, and promoted for the others: these are noted. */
export const noteOnMode = (mode: string, tags: readonly string[], profile: Profile): string | null =>
  (mode === 'NETWORK_MONITORING' && profile.inspection.networkCondition.value === 'ONLINE_BUSINESS_OR_PROMOTED' && !tags.includes(ONLINE_TAG) ? '对非网络经营的检查对象提倡实施线上监管' : null);

/** SY art.14(2): an entrusted body works under guidance, which is named. */
export function guidanceMustBeNamed(mode: string, given: { readonly entrustedBody: string | null; readonly guidingDepartment: string | null; readonly guidance: string | null }, profile: Profile): Outcome<void> {
  const { entrustedGuidanceRequired } = profile.inspection;
  if (mode !== 'ENTRUSTED_BODY' || !entrustedGuidanceRequired.value) return ok(undefined);
  const missing = Object.entries({ guidingDepartment: given.guidingDepartment, guidance: given.guidance, entrustedBody: given.entrustedBody }).find(([, value]) => value === null || value.trim() === '');
  return missing === undefined ? ok(undefined) : refuse('MISSING_FIELD', clauseOf(entrustedGuidanceRequired), { field: missing[0] });
}

/** SAMR 3.2: by a mode from afar nobody comes to the door, so no visit need be scheduled. */
export const needsNoVisit = (mode: string, profile: Profile): boolean => profile.inspection.optionalModes.value?.some((optional) => optional === mode) === true;

/** CQ 8.6.2: before an on-site inspection a notice is given, or waived on a ground. */
export function noticeMustPrecede(state: InspectionState, mode: string, profile: Profile): Outcome<void> {
  const { required, modes } = profile.notice;
  const asked = required.value === true && modes.value.some((asking) => asking === mode);
  return asked && state === 'SCHEDULED' ? refuse('NOTICE_REQUIRED', clauseOf(required), { mode }) : ok(undefined);
}

export interface Credential {
  readonly inspectorId: string;
  readonly departmentId: string | null;
  readonly certificateExpiresOn: string | null;
}

/** Whoever inspects holds a credential that is valid on the day. */
export function credentialsMustBeValid(now: Date, inspectors: readonly Credential[], profile: Profile): Outcome<void> {
  const day = dayOf(now);
  const expired = inspectors.find(({ certificateExpiresOn }) => certificateExpiresOn !== null && certificateExpiresOn < day);
  return expired === undefined ? ok(undefined) : refuse('CREDENTIAL_EXPIRED', clauseOf(profile.inspectorDirectory.categories), { inspectorId: expired.inspectorId, expiredOn: expired.certificateExpiresOn });
}

/** CQ 8.5.3: the inspectors of all the departments inspect together. */
export function everyDepartmentMustTakePart(departmentIds: readonly string[], inspectors: readonly Credential[], profile: Profile): Outcome<void> {
  const absent = departmentIds.find((departmentId) => !inspectors.some((inspector) => inspector.departmentId === departmentId));
  return absent === undefined ? ok(undefined) : refuse('DEPARTMENT_NOT_REPRESENTED', clauseOf(profile.draw.inspector.drawnBy), { departmentId: absent });
}
