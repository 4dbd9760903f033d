import { all, ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { departmentsNotAgreed, type Agreement } from '../agreement/agreement.rules.ts';
import { entryIsComplete, type EntryContent } from '../plan-entry/completeness.rules.ts';
import { higherRiskIsInspectedMore, lowerRiskIsNotInspectedMore } from '../plan-entry/differentiation.rules.ts';
import { similarPairs, type MergeableEntry, type SimilarPair } from '../plan-entry/merge.rules.ts';
import { entryIsAgreed, type EntryStanding } from '../plan-entry/plan-entry.rules.ts';
import { partsOfRatio } from '../plan-entry/ratio.rules.ts';

/** A live entry with the answers of its participants. */
export type ReadyEntry = MergeableEntry & EntryContent & EntryStanding & { readonly origin: string; readonly agreements: readonly Agreement[] };

function entryIsReady(profile: Profile, entry: ReadyEntry): Outcome<void> {
  const complete = entryIsComplete(profile, entry.id, entry);
  if (!complete.ok) return complete;
  const base = entry.ratio === null ? null : partsOfRatio(entry.ratio);
  const lower = lowerRiskIsNotInspectedMore(profile, base, entry.strata);
  if (!lower.ok) return lower;
  const higher = higherRiskIsInspectedMore(profile, base, entry.strata);
  if (!higher.ok) return higher;
  if (entryIsAgreed(entry)) return ok(undefined);
  return refuse('PARTICIPANT_NOT_AGREED', clauseOf(profile.plan.jointAgreement), { entryId: entry.id, departments: departmentsNotAgreed(entry.agreements) });
}

function everyClassIsCovered(profile: Profile, entries: readonly ReadyEntry[]): Outcome<void> {
  const covered = new Set(entries.flatMap(({ items }) => items.map(({ itemClass }) => itemClass)));
  const missing = profile.plan.mustCoverClasses.value.filter((code) => !covered.has(code));
  return missing.length === 0 ? ok(undefined) : refuse('PLAN_CLASS_COVERAGE', clauseOf(profile.plan.mustCoverClasses), { missing: missing.join(',') });
}

/** 统筹实施专项整治: where only campaigns are to be merged, a pair counts when one of it is of a campaign. SAMR 2.2. */
export function similarEntriesAreMerged(profile: Profile, entries: readonly ReadyEntry[]): Outcome<void> {
  const { mergeSimilar, mergeBy } = profile.plan;
  if (mergeSimilar.value === 'NONE') return ok(undefined);
  const ofCampaigns = new Set(entries.filter(({ origin }) => origin === 'CAMPAIGN').map(({ id }) => id));
  const counts = ({ entryIds }: SimilarPair): boolean => mergeSimilar.value === 'REQUIRED' || entryIds.some((id) => ofCampaigns.has(id));
  const unexplained = similarPairs(mergeBy.value, entries).find((pair) => !pair.explained && counts(pair));
  return unexplained === undefined ? ok(undefined) : refuse('MERGE_REQUIRED', clauseOf(mergeSimilar), { entries: unexplained.entryIds });
}

/** Whatever must be true of a plan before it is submitted or published: complete, agreed, differentiated, merged, covering. */
export function planIsReady(profile: Profile, entries: readonly ReadyEntry[]): Outcome<void> {
  if (entries.length === 0) return refuse('MISSING_FIELD', clauseOf(profile.plan.requiredFields), { field: 'entries' });
  const ready = all(entries.map((entry) => entryIsReady(profile, entry)));
  if (!ready.ok) return ready;
  const merged = similarEntriesAreMerged(profile, entries);
  return merged.ok ? everyClassIsCovered(profile, entries) : merged;
}
