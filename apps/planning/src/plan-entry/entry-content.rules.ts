import { ok, refuse, type Outcome } from '@sortition/kernel';
import { clauseOf, type Profile } from '@sortition/profiles';
import { furtherFieldsOf } from './completeness.rules.ts';
import { lowerRiskIsNotInspectedMore, strataAreWellFormed, type Stratum } from './differentiation.rules.ts';
import { ratiosFitItems, type CappedItem } from './item-class.rules.ts';
import { partsOfRatio, provenRatio } from './ratio.rules.ts';

/** The numbers and times of an entry. */
export interface EntryFigures {
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly ratio: string | null;
  readonly frequency: number | null;
  readonly objectCount: number | null;
  readonly ratioRationale: string | null;
  readonly strata: readonly Stratum[];
  readonly furtherFields: Readonly<Record<string, string>>;
}

function figuresAreWellFormed(profile: Profile, year: number, entry: EntryFigures): Outcome<void> {
  const clause = clauseOf(profile.plan.requiredFields);
  const { periodFrom, periodTo, ratio, frequency, objectCount } = entry;
  if (periodFrom !== null && periodTo !== null && (periodFrom > periodTo || periodFrom < `${year}-01-01` || periodTo > `${year}-12-31`)) {
    return refuse('INVALID_VALUE', clause, { field: 'period', from: periodFrom, to: periodTo, year });
  }
  const parts = ratio === null ? null : partsOfRatio(ratio);
  if (ratio !== null && (parts === null || parts === 0n)) return refuse('INVALID_VALUE', clause, { field: 'ratio', value: ratio });
  if (objectCount !== null && objectCount < 1) return refuse('INVALID_VALUE', clause, { field: 'objectCount', value: objectCount });
  if (frequency !== null && frequency < 1) return refuse('INVALID_VALUE', clause, { field: 'frequency', value: frequency });
  const known = furtherFieldsOf(profile);
  const unknown = Object.keys(entry.furtherFields).find((field) => !known.includes(field));
  return unknown === undefined ? ok(undefined) : refuse('INVALID_VALUE', clause, { field: 'furtherFields.field', value: unknown });
}

/** Setting a ratio needs a stated reason where the profile asks for it (法律法规规定和…执法队伍的实际情况). */
function ratioIsReasoned(profile: Profile, { ratio, ratioRationale }: EntryFigures): Outcome<void> {
  const { ratioRationaleRequired } = profile.plan;
  const isMissing = ratioRationaleRequired.value && ratio !== null && (ratioRationale ?? '').trim() === '';
  return isMissing ? refuse('MISSING_FIELD', clauseOf(ratioRationaleRequired), { field: 'ratioRationale' }) : ok(undefined);
}

/** What can be said of an entry's figures the moment they are saved; whether anything is missing is asked when it is submitted. */
export function figuresMayStand(profile: Profile, year: number, entry: EntryFigures, items: readonly CappedItem[]): Outcome<void> {
  const formed = figuresAreWellFormed(profile, year, entry);
  if (!formed.ok) return formed;
  const strata = strataAreWellFormed(profile, entry.strata);
  if (!strata.ok) return strata;
  const base = entry.ratio === null ? null : provenRatio(entry.ratio);
  const capped = ratiosFitItems(profile, items, base, entry.strata.map(({ ratio }) => provenRatio(ratio)));
  if (!capped.ok) return capped;
  const reasoned = ratioIsReasoned(profile, entry);
  return reasoned.ok ? lowerRiskIsNotInspectedMore(profile, base, entry.strata) : reasoned;
}
