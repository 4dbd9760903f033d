export type RepeatRule = 'NONE' | 'PROMPT' | 'EXCLUDE_LOW_RISK_SAME_YEAR' | 'EXCLUDE_SAME_YEAR';

/** Whether an object that was inspected this year stays out of the population. SAMR 2.5, SY art.13. */
export const staysOutThisYear = (rule: RepeatRule, riskLevel: string | null): boolean =>
  rule === 'EXCLUDE_SAME_YEAR' || (rule === 'EXCLUDE_LOW_RISK_SAME_YEAR' && riskLevel === 'LOW');

/** The rule as it holds for a task: a key item may be inspected again in the year where the profile says so. SY art.13. */
export const repeatRuleFor = (rule: RepeatRule, exceptions: readonly string[], items: readonly { readonly itemClass: string | null }[]): RepeatRule =>
  exceptions.includes('KEY_ITEM') && items.some(({ itemClass }) => itemClass === 'KEY') ? 'NONE' : rule;
