import { ok, refuse, type Day, type Outcome } from '@sortition/kernel';
import { clauseOf, demand, type Profile } from '@sortition/profiles';

interface Party {
  readonly roles: readonly string[];
  readonly uscc: string | null;
}

interface PublicMatter {
  readonly uscc: string | null;
  readonly publishedOn: Day;
}

/** The same day of the month some months later, or its last day where the month is shorter. */
export function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = month - 1 + months;
  const last = new Date(Date.UTC(year, first + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, first, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Only the party concerned may apply. SAMR 3.3. */
export const appliesForItself = (profile: Profile, party: Party, matter: Pick<PublicMatter, 'uscc'>): Outcome<true> =>
  (party.roles.includes('INSPECTEE') && party.uscc !== null && party.uscc === matter.uscc ? ok(true) : refuse('FORBIDDEN', clauseOf(profile.repair.applicant), { relation: 'INSPECTEE' }));

/** The period is the profile's to set: no text gives it, so a profile without it cannot decide. SAMR 3.3. */
export function publishedLongEnough(profile: Profile, { publishedOn }: Pick<PublicMatter, 'publishedOn'>, today: Day): Outcome<true> {
  const months = demand(profile.repair.minPeriod.months);
  if (!months.ok) return months;
  const earliest = monthsAfter(publishedOn, months.value);
  return today >= earliest ? ok(true) : refuse('STOP_PUBLICATION_TOO_EARLY', clauseOf(profile.repair.minPeriod.months), { earliest });
}
