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

const IS_SAID: Readonly<Record<string, (scheme: SchemeContent) => boolean>> = {
  content: ({ content }) => (content ?? '').trim() !== '',
  period: ({ periodFrom }) => periodFrom !== null,
  modes: ({ modes }) => modes.length > 0,
};

/** 检查内容、检查时间、检查方式: what the profile wants a scheme to say. */
export function schemeIsComplete(profile: Profile, scheme: SchemeContent): Outcome<void> {
  const { requiredFields } = profile.scheme;
  const missing = requiredFields.value.find((field) => IS_SAID[field]?.(scheme) === false);
  return missing === undefined ? ok(undefined) : refuse('MISSING_FIELD', clauseOf(requiredFields), { field: missing });
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
