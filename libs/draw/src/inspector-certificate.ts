import { err, ok, type Outcome } from '@sortition/kernel';
import { canonicalJson } from './canonical-json.ts';
import { intentHash, type RandomnessSource } from './draw-intent.ts';
import { hasherOf, taggedHash, type HashAlgorithm, type Hasher } from './hash.ts';
import type { InspectorCandidate, MatchConstraints, TeamDemand } from './inspector-demand.ts';
import { matchInspectors, type InspectorMatch } from './match-inspectors.ts';
import { compareUtf8 } from './plain-text.ts';
import { seedOf, type Contribution } from './seed.ts';

/** Everything that fixes a draw of inspectors before its randomness exists. Candidates and demands are in the order of their ids' bytes. */
export interface InspectorIntent {
  readonly format: 'sortition/inspector-intent/v1';
  readonly algorithm: 'matching/v1';
  readonly hash: HashAlgorithm;
  readonly taskNumber: string;
  readonly profile: string;
  readonly profileHash: string;
  readonly rosterVersion: string;
  /** The way of assignment (抽取方式) as the profile names it; its constraints are in what the demands ask. */
  readonly scheme: { readonly name: string; readonly version: number };
  readonly candidates: readonly InspectorCandidate[];
  readonly demands: readonly TeamDemand[];
  readonly constraints: MatchConstraints;
  readonly drawnBy: string;
  readonly randomness: readonly RandomnessSource[];
  readonly attempt: number;
  readonly createdAt: string;
}

/** The certificate of a draw of inspectors: it carries all that went in, so that the matching can be done again. */
export interface InspectorCertificate {
  readonly format: 'sortition/inspector-certificate/v1';
  readonly intent: InspectorIntent;
  readonly intentHash: string;
  readonly contributions: readonly Contribution[];
  readonly seed: string;
  readonly match: InspectorMatch;
  readonly certificateHash: string;
}

/** An intent with its lists in canonical order. */
export function draftInspectorIntent(fields: Omit<InspectorIntent, 'format' | 'algorithm'>): InspectorIntent {
  return {
    ...fields,
    format: 'sortition/inspector-intent/v1',
    algorithm: 'matching/v1',
    candidates: fields.candidates.toSorted((a, b) => compareUtf8(a.inspectorId, b.inspectorId)),
    demands: fields.demands.toSorted((a, b) => compareUtf8(a.subjectId, b.subjectId)),
    randomness: fields.randomness.toSorted((a, b) => compareUtf8(a.source, b.source)),
  };
}

export interface InspectorDraw {
  readonly intent: InspectorIntent;
  readonly contributions: readonly Contribution[];
}

/**
 * Mixes the seed, matches and certifies.
 * @errors NO_ELIGIBLE_INSPECTOR as `matchInspectors`; the clause is the article that the refusal rests on.
 */
export function drawInspectors({ intent, contributions }: InspectorDraw, clause: string | null, hasher: Hasher = hasherOf(intent.hash)): Outcome<InspectorCertificate> {
  const hash = intentHash(intent);
  const seed = seedOf(intent.hash, hash, contributions);
  const match = matchInspectors({ ...intent, seed, hasher }, clause);
  if (!match.ok) return err(match.error);
  const certificate = {
    format: 'sortition/inspector-certificate/v1',
    intent,
    intentHash: hash,
    contributions: contributions.toSorted((a, b) => compareUtf8(a.source, b.source)),
    seed,
    match: match.value,
  } as const;
  return ok({ ...certificate, certificateHash: inspectorCertificateHashOf(certificate) });
}

/** The hash over all fields but this one. */
export function inspectorCertificateHashOf({ format, intent, intentHash: hash, contributions, seed, match }: Omit<InspectorCertificate, 'certificateHash'>): string {
  return taggedHash(hasherOf(intent.hash), format, canonicalJson({ format, intent, intentHash: hash, contributions, seed, match }));
}
