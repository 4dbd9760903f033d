import type { Day } from '@sortition/kernel';

/** An inspector (执法检查人员) as far as the matching has to know. */
export interface InspectorCandidate {
  readonly inspectorId: string;
  readonly department: string;
  readonly active: boolean;
  /** Holds the qualification for enforcement (执法资格). */
  readonly qualified: boolean;
  /** The last day on which the certificate is valid; null where it has no end. */
  readonly certificateExpires: Day | null;
  readonly specialties: readonly string[];
  readonly modeTags: readonly string[];
  /** GB/T 2260 codes of the divisions (行政区划) served, each with all that lie in it; empty serves everywhere. */
  readonly divisions: readonly string[];
  /** Ids of the subjects that the inspector must avoid (回避). */
  readonly recusedFrom: readonly string[];
}

/** What one department sends to one subject. */
export interface DepartmentDemand {
  readonly department: string;
  readonly members: number;
  /** How many of the members must be qualified for enforcement. */
  readonly qualifiedMinimum: number;
  /** Each member must have at least one of these; empty asks for none. */
  readonly specialties: readonly string[];
}

/** One team (检查小组) to be formed for one drawn subject. */
export interface TeamDemand {
  readonly subjectId: string;
  /** The code of the division where the subject is; null where boundaries do not matter. */
  readonly division: string | null;
  readonly modeTag: string | null;
  /** The day of the visit as planned, on which the certificates must be valid. */
  readonly on: Day;
  readonly departments: readonly DepartmentDemand[];
}

export interface MatchConstraints {
  /** The department whose member leads (组长). */
  readonly leadDepartment: string;
  /** The most teams that one inspector may be in; null for no limit. */
  readonly maxTeams: number | null;
}

export const INELIGIBILITIES = ['INACTIVE', 'CERTIFICATE_EXPIRED', 'NOT_QUALIFIED', 'SPECIALTY_MISSING', 'MODE_MISSING', 'OUTSIDE_BOUNDARY', 'RECUSED'] as const;

/** Why an inspector cannot be in the team for a subject; the first that applies, in this order. */
export type Ineligibility = (typeof INELIGIBILITIES)[number];
