import { addWorkingDays } from '@sortition/calendar';
import { DRAND_CHAINS, commitmentTo, drandRoundOf, drandSource, isPlainText, roundAt, roundTime, type Contribution, type HashAlgorithm } from '@sortition/draw';
import { all, dayOf, ok, refuse, startOfDay, type Outcome } from '@sortition/kernel';
import type { Profile } from '@sortition/profiles';

/** The hash of every draw of this service. Commitments are made with it before there is an intent to say so. */
export const DRAW_HASH: HashAlgorithm = 'SHA-256';

const DAY_MS = 86_400_000;

/** The end of the last working day of a limit, whose first is the one after the event. */
function endOfLimit(from: Date, workingDays: number): Outcome<Date> {
  const limit = addWorkingDays(dayOf(from), workingDays);
  return limit.ok ? ok(new Date(startOfDay(limit.value.due).getTime() + DAY_MS)) : limit;
}

/** Until when whoever committed itself has to reveal. */
export const revealsUntil = (intentAt: Date, profile: Profile): Outcome<Date> => endOfLimit(intentAt, profile.draw.randomness.revealWithin.value ?? 2);

/** Until when anybody may object to the population, so that nothing is drawn before; null where no rule gives such a time. */
export function objectionsUntil(intentAt: Date, profile: Profile): Outcome<Date | null> {
  const days = profile.draw.randomness.objectionDays.value;
  return days === null ? ok(null) : endOfLimit(intentAt, days);
}

export interface AnnouncedSource {
  readonly source: string;
  readonly kind: 'DICE' | 'BEACON' | 'DEPARTMENT';
}

interface Circumstances {
  readonly now: Date;
  /** A beacon has to begin after it, so that nothing about the draw can still be decided when it is known. */
  readonly beaconAfter: Date;
  /** Departments whose commitment waits for this draw. */
  readonly committed: readonly string[];
}

const LONGEST_NAME = 200;
const CHAIN = 'drand:quicknet';
/** A beacon begins so much later than the intent that the public log has the intent by then: the platform's word for the hour is not enough. */
const HEAD_START_SECONDS = 60;

const wrong = (reason: string, source: string): Outcome<never> => refuse('INVALID_VALUE', null, { field: 'announcedRandomness', reason, source });

function beaconOf(source: string, { now, beaconAfter }: Circumstances): Outcome<AnnouncedSource> {
  const chain = DRAND_CHAINS.get('quicknet');
  const earliest = Math.max(now.getTime(), beaconAfter.getTime()) / 1000 + HEAD_START_SECONDS;
  if (source === CHAIN && chain !== undefined) return ok({ source: drandSource({ chain, round: roundAt(chain, earliest) + 1 }), kind: 'BEACON' });
  const named = drandRoundOf(source);
  if (named === null) return wrong('NOT_A_PINNED_BEACON', source);
  return roundTime(named) > earliest ? ok({ source, kind: 'BEACON' }) : wrong('ROUND_TOO_EARLY', source);
}

function isAnnouncedWell(given: AnnouncedSource, circumstances: Circumstances): Outcome<AnnouncedSource> {
  const { source, kind } = given;
  if (source.trim() === '' || source.length > LONGEST_NAME || !isPlainText(source) || source === 'platform') return wrong('NOT_A_NAME', source);
  switch (kind) {
    case 'BEACON': return beaconOf(source, circumstances);
    case 'DICE': return source.startsWith('drand:') || circumstances.committed.includes(source) ? wrong('NAME_OF_ANOTHER_KIND', source) : ok(given);
    case 'DEPARTMENT': return circumstances.committed.includes(source) ? ok(given) : refuse('RANDOMNESS_PENDING', null, { sources: [source] });
  }
}

/** The sources outside of the platform: what the lead announces, and every department that has committed itself, whether named or not. */
export function sourcesAnnounced(announced: readonly AnnouncedSource[], circumstances: Circumstances): Outcome<AnnouncedSource[]> {
  const checked = all(announced.map((each) => isAnnouncedWell(each, circumstances)));
  if (!checked.ok) return checked;
  const others = checked.value.filter(({ kind }) => kind !== 'DEPARTMENT');
  const twice = others.find(({ source }, i) => others.findIndex((other) => other.source === source) !== i);
  if (twice !== undefined) return wrong('NAMED_TWICE', twice.source);
  return ok([...others, ...circumstances.committed.map((source) => ({ source, kind: 'DEPARTMENT' as const }))]);
}

/** What is revealed is what the source had bound itself to. Whoever holds the value can try again: a refusal keeps nothing. */
export function keepsItsCommitment(hash: HashAlgorithm, commitment: string | null, contribution: Contribution, clause: string | null): Outcome<Contribution> {
  const shape = contribution.encoding === 'hex' ? /^(?:[0-9a-f]{2})+$/.test(contribution.value) : contribution.value !== '' && isPlainText(contribution.value);
  if (!shape) return refuse('INVALID_VALUE', clause, { field: 'value' });
  return commitmentTo(hash, contribution) === commitment ? ok(contribution) : refuse('COMMITMENT_MISMATCH', clause, { source: contribution.source });
}

/** Enough digits that nobody can prepare for every outcome, and not so many that nobody can read them aloud. */
export const areDigitsOfACeremony = (digits: string): boolean => /^[0-9]{6,400}$/.test(digits);

export const CONFIRMERS = 2;

/** The two who confirm are neither the one who typed nor the same person twice. */
export const mayConfirm = (recordedBy: string, confirmers: readonly string[], subject: string): boolean => subject !== recordedBy && !confirmers.includes(subject);
