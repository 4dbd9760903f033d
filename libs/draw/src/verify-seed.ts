import { checkOf, type Check } from './check.ts';
import { drandRoundOf, roundTime, verifyBeacon } from './drand.ts';
import { intentHash, type RandomnessSource } from './draw-intent.ts';
import type { HashAlgorithm } from './hash.ts';
import { compareUtf8 } from './plain-text.ts';
import { commitmentTo, seedOf, type Contribution } from './seed.ts';

/** What every certificate holds about how its seed came to be. */
export interface SeededCertificate {
  readonly intent: { readonly format: string; readonly hash: HashAlgorithm; readonly randomness: readonly RandomnessSource[]; readonly createdAt: string };
  readonly intentHash: string;
  readonly contributions: readonly Contribution[];
  readonly seed: string;
}

/** The intent was fixed, the randomness is what it named, the commitments were kept, and the seed follows from all of it. */
export function checksOfSeed({ intent, intentHash: hash, contributions, seed }: SeededCertificate): Check[] {
  const sources = contributions.map(({ source }) => source);
  const named = intent.randomness.map(({ source }) => source);
  return [
    checkOf('INTENT_HASH', intentHash(intent) === hash ? null : hash),
    checkOf('RANDOMNESS', sources.length > 0 && sources.join('\n') === named.join('\n') ? null : sources.join(', ')),
    checkOf('COMMITMENTS', unopened(intent, contributions)),
    checkOf('BEACONS', unsigned(intent, contributions)),
    checkOf('SEED', seedOf(intent.hash, hash, contributions) === seed ? null : seed),
  ];
}

/** The first source that did not keep its commitment. A department without one could choose after seeing the others. */
function unopened({ hash, randomness }: SeededCertificate['intent'], contributions: readonly Contribution[]): string | null {
  const broken = randomness.find(({ kind, commitment }, i) => {
    const contribution = contributions[i];
    if (commitment === null || contribution === undefined) return kind === 'DEPARTMENT';
    return commitmentTo(hash, contribution) !== commitment;
  });
  return broken?.source ?? null;
}

/** The first beacon that is not a round of a pinned chain under its signature, or that was known before the intent. */
function unsigned({ randomness, createdAt }: SeededCertificate['intent'], contributions: readonly Contribution[]): string | null {
  const forged = randomness.find(({ source, kind }, i) => {
    if (kind !== 'BEACON') return false;
    const named = drandRoundOf(source);
    const given = contributions[i];
    return named === null || given?.encoding !== 'hex' || !(roundTime(named) > secondsOf(createdAt)) || !verifyBeacon(named, given.value);
  });
  return forged?.source ?? null;
}

const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');

/** The whole seconds of an instant in Unix time; NaN for a year, a day or an hour that does not exist. */
function secondsOf(instant: string): number {
  const [, local = '', sign, hours, minutes] = /^(.{19})(?:\.[0-9]+)?(?:Z|([+-])(..):(..))$/.exec(instant) ?? [];
  const milliseconds = Date.parse(`${local}Z`);
  if (!(milliseconds >= YEAR_1) || !new Date(milliseconds).toISOString().startsWith(local)) return NaN;
  const offset = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60;
  return milliseconds / 1000 - offset;
}

/** True when the keys of a list ascend by their bytes, which also means that none stands twice. */
export const ascends = (keys: readonly string[]): boolean => keys.every((key, i) => i === 0 || compareUtf8(keys[i - 1] ?? '', key) < 0);
