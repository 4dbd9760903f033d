/** What decides whether an inspector can be drawn. */
export interface Candidate {
  readonly id: string;
  readonly active: boolean;
  readonly qualified: boolean;
  readonly certificateExpiresOn: string | null;
  readonly specialties: readonly string[];
  readonly recusedObjectIds: readonly string[];
}

export interface Demand {
  /** The day on which the certificate must be valid: the last of the task. */
  readonly day: string;
  /** At least one of them, where the scheme names any. */
  readonly specialties: readonly string[];
  /** The drawn objects; whoever is recused from one of them stays out. */
  readonly objectIds: ReadonlySet<string>;
}

export type Ineligibility = 'INACTIVE' | 'NOT_QUALIFIED' | 'CERTIFICATE_EXPIRED' | 'WRONG_SPECIALTY' | 'RECUSED';

/** The first reason for which an inspector cannot be drawn; undefined for one who can. SAMR 2.1, CQ 8.5.1, CC art.13. */
export function ineligibilityOf(candidate: Candidate, demand: Demand): Ineligibility | undefined {
  if (!candidate.active) return 'INACTIVE';
  if (!candidate.qualified) return 'NOT_QUALIFIED';
  if (candidate.certificateExpiresOn !== null && candidate.certificateExpiresOn < demand.day) return 'CERTIFICATE_EXPIRED';
  if (demand.specialties.length > 0 && !demand.specialties.some((specialty) => candidate.specialties.includes(specialty))) return 'WRONG_SPECIALTY';
  if (candidate.recusedObjectIds.some((objectId) => demand.objectIds.has(objectId))) return 'RECUSED';
  return undefined;
}

export interface Pool<T> {
  readonly eligible: readonly T[];
  readonly ineligible: readonly { readonly reason: Ineligibility; readonly count: number }[];
}

export function poolOf<T extends Candidate>(candidates: readonly T[], demand: Demand): Pool<T> {
  const counts = new Map<Ineligibility, number>();
  const eligible = candidates.filter((candidate) => {
    const reason = ineligibilityOf(candidate, demand);
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return reason === undefined;
  });
  return { eligible, ineligible: [...counts].map(([reason, count]) => ({ reason, count })) };
}
