import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';

export const SCHEME_STATES = ['DRAFT', 'SUBMITTED', 'AGREED'] as const;
export type SchemeState = (typeof SCHEME_STATES)[number];

export const DRAWN_BY = ['EACH_DEPARTMENT', 'LEAD_DEPARTMENT'] as const;

export interface SchemeContent {
  readonly content: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly modes: readonly string[];
  readonly inspectorsPerDepartment: number;
  readonly teamCount: number;
}

interface Assignment {
  readonly inspectorDrawMode: string | null;
  readonly inspectorFactors: readonly string[];
  readonly specialItemIds: readonly string[];
}

const IS_SAID: Readonly<Record<string, (scheme: SchemeContent) => boolean>> = {
  content: ({ content }) => (content ?? '').trim() !== '',
  period: ({ periodFrom }) => periodFrom !== null,
  modes: ({ modes }) => modes.length > 0,
};

/** 检查内容、检查时间、检查方式: what the profile wants a scheme to say. */
export function schemeIsComplete(profile: Profile, scheme: SchemeContent & Assignment): Outcome<void> {
  const { requiredFields } = profile.scheme;
  const missing = requiredFields.value.find((field) => IS_SAID[field]?.(scheme) === false);
  if (missing !== undefined) return refuse('MISSING_FIELD', clauseOf(requiredFields), { field: missing });
  const { schemeRequired } = profile.draw.inspector;
  return schemeRequired.value === true && scheme.inspectorDrawMode === null ? refuse('MISSING_FIELD', clauseOf(schemeRequired), { field: 'inspectorDrawMode' }) : ok(undefined);
}

/** The way of assigning inspectors and what was weighed in it are of the profile, and what is marked special is of the task. SAMR 2.4, SY art.13(2), SY art.3. */
export function schemeAssignsAsTheProfileKnows(profile: Profile, { inspectorDrawMode, inspectorFactors, specialItemIds }: Assignment, itemIds: readonly string[]): Outcome<void> {
  const { schemes, factors } = profile.draw.inspector;
  const modes = (schemes.value ?? []).map(({ name }) => name);
  if (inspectorDrawMode !== null && !modes.includes(inspectorDrawMode)) return refuse('INVALID_VALUE', clauseOf(schemes), { field: 'inspectorDrawMode', value: inspectorDrawMode, allowed: modes });
  const weighable: readonly string[] = factors.value ?? [];
  const strange = inspectorFactors.find((factor) => !weighable.includes(factor));
  if (strange !== undefined) return refuse('INVALID_VALUE', clauseOf(factors), { field: 'inspectorFactors', value: strange, allowed: weighable });
  const foreign = specialItemIds.find((id) => !itemIds.includes(id));
  return foreign === undefined ? ok(undefined) : refuse('INVALID_VALUE', clauseOf(profile.team.expertAllowed), { field: 'specialItemIds', value: foreign });
}

/** The time of inspection lies in the period of the task, and there is at least one team of at least one inspector each. */
export function schemeFitsTask(profile: Profile, scheme: SchemeContent, task: { readonly periodFrom: string; readonly periodTo: string }): Outcome<void> {
  const clause = clauseOf(profile.scheme.requiredFields);
  const { periodFrom, periodTo, inspectorsPerDepartment, teamCount } = scheme;
  const outside = periodFrom !== null && periodTo !== null && (periodFrom > periodTo || periodFrom < task.periodFrom || periodTo > task.periodTo);
  if (outside) return refuse('INVALID_VALUE', clause, { field: 'period', from: periodFrom, to: periodTo });
  if (inspectorsPerDepartment < 1) return refuse('INVALID_VALUE', clause, { field: 'inspectorsPerDepartment', value: inspectorsPerDepartment });
  return teamCount < 1 ? refuse('INVALID_VALUE', clause, { field: 'teamCount', value: teamCount }) : ok(undefined);
}
