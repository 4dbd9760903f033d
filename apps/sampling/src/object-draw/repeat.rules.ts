export type RepeatRule = 'NONE' | 'PROMPT' | 'EXCLUDE_LOW_RISK_SAME_YEAR' | 'EXCLUDE_SAME_YEAR';

/** Whether an object that was inspected this year stays out of the population. SAMR 2.5, SY art.13. */
export const staysOutThisYear = (rule: RepeatRule, riskLevel: string | null): boolean =>
  rule === 'EXCLUDE_SAME_YEAR' || (rule === 'EXCLUDE_LOW_RISK_SAME_YEAR' && riskLevel === 'LOW');

/** The rule as it holds for a task: a key item may be inspected again in the year where the profile says so. SY art.13. */
export const repeatRuleFor = (rule: RepeatRule, exceptions: readonly string[], items: readonly { readonly itemClass: string | null }[]): RepeatRule =>
  exceptions.includes('KEY_ITEM') && items.some(({ itemClass }) => itemClass === 'KEY') ? 'NONE' : rule;

export interface RepeatFacts {
  /** Of objects inspected or pending this year. */
  readonly ofYear: ReadonlyMap<string, 'REPEAT_IN_YEAR' | 'PENDING_IN_ANOTHER_TASK'>;
  /** Objects that an exception of the profile keeps in, whatever was done to them this year. */
  readonly excepted: ReadonlySet<string>;
}

/** Why a unit is left out of the population; null for one that stays in. */
export const reasonToLeaveOut = (rule: RepeatRule, unit: { readonly id: string; readonly riskLevel: string | null }, { ofYear, excepted }: RepeatFacts): 'REPEAT_IN_YEAR' | null =>
  ofYear.get(unit.id) === 'REPEAT_IN_YEAR' && staysOutThisYear(rule, unit.riskLevel) && !excepted.has(unit.id) ? 'REPEAT_IN_YEAR' : null;
