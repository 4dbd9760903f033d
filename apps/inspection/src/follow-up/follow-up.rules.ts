import { dayOf, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';
import type { FollowUpState } from './follow-up.table.ts';

/** What may follow each state; everything else is an undefined transition. */
export const TRANSITIONS = {
  OPEN: ['ORDERED', 'TRANSFERRED', 'IN_HANDLING', 'CLOSED'],
  ORDERED: ['CLOSED', 'OVERDUE', 'TRANSFERRED'],
  TRANSFERRED: ['ACCEPTED', 'REFUSED', 'IN_HANDLING', 'CLOSED'],
  ACCEPTED: ['IN_HANDLING', 'CLOSED'],
  REFUSED: ['ORDERED', 'TRANSFERRED', 'CLOSED'],
  IN_HANDLING: ['CLOSED'],
  OVERDUE: ['CLOSED', 'TRANSFERRED'],
  CLOSED: [],
} as const satisfies Record<FollowUpState, readonly FollowUpState[]>;

export const mayFollow = (from: FollowUpState, to: FollowUpState): boolean => TRANSITIONS[from].some((next) => next === to);

export const followUpClause = (profile: Profile): string | null => clauseOf(profile.followUp.principle);

export function transitionIsDefined(from: FollowUpState, to: FollowUpState, profile: Profile): Outcome<FollowUpState> {
  return mayFollow(from, to) ? ok(to) : refuse('INVALID_TRANSITION', followUpClause(profile), { from, to });
}

export interface Finding {
  readonly itemId: string;
  readonly problemFound: boolean | null;
  readonly suspectedCrime: boolean;
  readonly outOfCompetence: boolean;
}

/** The kind must be one of the profile's and fit what was found: nothing follows where there was no problem. */
export function kindMustFit(kind: string, finding: Finding | undefined, resultCode: string | null, profile: Profile): Outcome<void> {
  const { kinds } = profile.followUp;
  const known = demand(kinds);
  if (!known.ok) return known;
  if (!known.value.some((candidate) => candidate === kind)) return refuse('INVALID_VALUE', clauseOf(kinds), { field: 'kind', allowed: known.value });
  const notApplicable = refuse('FOLLOW_UP_NOT_APPLICABLE', clauseOf(kinds), { kind });
  const offered = profile.result.codes.value?.find(({ code }) => code === resultCode);
  const problem = finding?.problemFound ?? (offered?.problem === 'YES');
  if (!problem) return notApplicable;
  if (kind === 'ABNORMAL_OPERATION_LIST' && offered !== undefined && !offered.abnormalList) return notApplicable;
  return kind === 'POLICE_TRANSFER' && finding?.suspectedCrime !== true ? notApplicable : ok(undefined);
}

/** SAMR 2.8: 谁监管、谁负责, where the directory says who supervises the object. */
export function departmentMustSupervise(departmentId: string, ownerDepartmentId: string | null, profile: Profile): Outcome<void> {
  const { principle } = profile.followUp;
  const refused = principle.value === 'SUPERVISOR' && ownerDepartmentId !== null && ownerDepartmentId !== departmentId;
  return refused ? refuse('NOT_RESPONSIBLE_DEPARTMENT', clauseOf(principle), { departmentId }) : ok(undefined);
}

/** Who enters an object in the list of abnormal operations: the authority that the profile names, else the one that registered it. CC art.28. */
export const abnormalListAuthority = (profile: Profile): string => profile.abnormalList.authority.value ?? 'REGISTRATION_AUTHORITY';

/** GA art.31: to the list of abnormal operations a case goes by way of the lead department alone. */
export function passedOnByLead(kind: string, departmentId: string | null, leadDepartmentId: string, profile: Profile): Outcome<void> {
  const { by } = profile.abnormalList;
  const refused = kind === 'ABNORMAL_OPERATION_LIST' && by.value === 'LEAD_DEPARTMENT' && departmentId !== leadDepartmentId;
  return refused ? refuse('FORBIDDEN', clauseOf(by), { relation: 'LEAD_DEPARTMENT' }) : ok(undefined);
}

/** What stands against an item that the visit is to be closed over. */
export interface Followed {
  readonly itemId: string;
  readonly state: FollowUpState;
  readonly transferTarget: string | null;
  readonly transferredToId: string | null;
}

/** CQ 8.6.4: every problem has its follow-up; what is not one's own is handed over; a suspected crime goes to the police. */
export function problemsMustBeFollowed(findings: readonly Finding[], followUps: readonly Followed[], profile: Profile): Outcome<void> {
  const of = (itemId: string): Followed[] => followUps.filter((followUp) => followUp.itemId === itemId);
  const crime = findings.find((finding) => finding.suspectedCrime && !of(finding.itemId).some(({ transferTarget }) => transferTarget === 'PUBLIC_SECURITY'));
  if (crime !== undefined) return refuse('CRIME_TRANSFER_REQUIRED', clauseOf(profile.followUp.kinds), { itemId: crime.itemId });
  if (profile.followUp.requiredForProblems.value === false) return ok(undefined);
  const handedOver = ({ transferTarget, transferredToId }: Followed): boolean => transferTarget !== null || transferredToId !== null;
  const open = findings.filter((finding) => finding.problemFound === true && !of(finding.itemId).some((followUp) => !finding.outOfCompetence || handedOver(followUp)));
  return open.length === 0 ? ok(undefined) : refuse('FOLLOW_UP_REQUIRED', clauseOf(profile.followUp.kinds), { itemIds: open.map(({ itemId }) => itemId) });
}

/** An order gives a day that still lies ahead. */
export function orderMustHaveDueDay(dueOn: string | null, now: Date, profile: Profile): Outcome<string> {
  if (dueOn === null) return refuse('MISSING_FIELD', followUpClause(profile), { field: 'dueOn' });
  return dueOn >= dayOf(now) ? ok(dueOn) : refuse('INVALID_VALUE', followUpClause(profile), { field: 'dueOn', today: dayOf(now) });
}

const MEASURES = ['CORRECTION_ON_THE_SPOT', 'ADMINISTRATIVE_GUIDANCE'];

/** Only what was minor and put right is closed by a measure: not a suspected crime, not an order that runs. */
export function measureMustBeAllowed(measure: string, state: FollowUpState, finding: Finding | undefined, profile: Profile): Outcome<void> {
  const allowed = profile.followUp.kinds.value?.some((kind) => kind === measure) === true && MEASURES.includes(measure);
  const minor = state === 'OPEN' && finding?.suspectedCrime !== true && finding?.outOfCompetence !== true;
  return allowed && minor ? ok(undefined) : refuse('MEASURE_NOT_ALLOWED', clauseOf(profile.followUp.kinds), { measure, state });
}

export const isOverdue = ({ state, dueOn }: { readonly state: FollowUpState; readonly dueOn: string | null }, today: string): boolean =>
  state === 'OVERDUE' || (state === 'ORDERED' && dueOn !== null && dueOn < today);
