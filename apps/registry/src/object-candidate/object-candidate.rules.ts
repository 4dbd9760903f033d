import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type CandidateSource, type Profile } from '@sortition/profiles';

export interface CandidateCriteria {
  /** Codes of GB/T 4754, or their beginnings. */
  readonly industryCodes: readonly string[];
  /** Words of the business scope. */
  readonly keywords: readonly string[];
}

interface Described {
  readonly tags?: readonly string[] | null | undefined;
  readonly businessScope?: string | null | undefined;
}

/** CC art.7: candidates come of industry codes and keywords, where the text grants it; of nothing, nothing comes. */
export function criteriaAreGranted(profile: Profile, { industryCodes, keywords }: CandidateCriteria): Outcome<true> {
  const { autoGenerate } = profile.objectDirectory;
  const clause = clauseOf(autoGenerate);
  const granted: readonly CandidateSource[] = autoGenerate.value;
  if (granted.length === 0) return refuse('FORBIDDEN', clause, { field: 'generateObjectCandidates' });
  if (industryCodes.length === 0 && keywords.length === 0) return refuse('MISSING_FIELD', clause, { field: 'industryCodes' });
  const code = industryCodes.find((each) => !/^[A-T]?\d{0,4}$/.test(each) || each === '');
  if (code !== undefined) return refuse('INVALID_VALUE', clause, { field: 'industryCodes', value: code });
  if (keywords.some((word) => word.trim() === '')) return refuse('INVALID_VALUE', clause, { field: 'keywords' });
  if (industryCodes.length > 0 && !granted.includes('INDUSTRY_CODE')) return refuse('FORBIDDEN', clause, { field: 'industryCodes' });
  if (keywords.length > 0 && !granted.includes('SCOPE_KEYWORD')) return refuse('FORBIDDEN', clause, { field: 'keywords' });
  return ok(true);
}

/** Any of the codes, or any of the words. */
export function isCandidate({ industryCodes, keywords }: CandidateCriteria, { tags, businessScope }: Described): boolean {
  const industries = (tags ?? []).filter((tag) => tag.startsWith('INDUSTRY:')).map((tag) => tag.slice('INDUSTRY:'.length));
  const scope = businessScope ?? '';
  return industries.some((industry) => industryCodes.some((code) => industry.startsWith(code))) || keywords.some((word) => scope.includes(word.trim()));
}
