import { ok, refuse, type Outcome } from '@sortition/kernel';
import { EVIDENCE_KINDS, clauseOf, type EvidenceKind, type Profile } from '@sortition/profiles';

export const MAX_FILE_BYTES = 2 * 1024 * 1024;

export function kindMustBeKnown(kind: string, profile: Profile): Outcome<EvidenceKind> {
  const known = EVIDENCE_KINDS.find((candidate) => candidate === kind);
  const allowed = profile.evidence.kinds.value;
  return known === undefined || (allowed !== null && !allowed.includes(known))
    ? refuse('INVALID_VALUE', clauseOf(profile.evidence.kinds), { field: 'kind', allowed: allowed ?? EVIDENCE_KINDS }) : ok(known);
}

/** CQ 4.4: what was captured lies before now, and on the earth. */
export function captureMustBePlausible(capturedAt: Date, location: { readonly latitude: number; readonly longitude: number; readonly accuracy?: number | null | undefined } | null, now: Date, profile: Profile): Outcome<void> {
  const clause = clauseOf(profile.evidence.kinds);
  if (capturedAt.getTime() > now.getTime()) return refuse('INVALID_VALUE', clause, { field: 'capturedAt', now: now.toISOString() });
  if (location === null) return ok(undefined);
  const onEarth = Math.abs(location.latitude) <= 90 && Math.abs(location.longitude) <= 180 && (location.accuracy ?? 0) >= 0;
  return onEarth ? ok(undefined) : refuse('INVALID_VALUE', clause, { field: 'location' });
}
