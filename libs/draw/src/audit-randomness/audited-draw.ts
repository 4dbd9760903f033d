/** One stratum of one draw of objects, as the audit sees it: a lottery of its own. */
export interface AuditedLot {
  readonly drawId: string;
  readonly stratum: string;
  /** When its randomness came to be. */
  readonly at: Date;
  /** How many units stood in it, and the sum of their weights. */
  readonly population: number;
  readonly weight: number;
  /** The drawn units, then the reserve, in the order that the draw states. */
  readonly tickets: readonly { readonly ticket: string; readonly weight: number }[];
  /** How many of them were drawn. */
  readonly size: number;
  /** Where the drawn units stand in the stratum when its units are ordered by id, from 0, in the order of their tickets. */
  readonly places: readonly number[];
}

/** What a check found: with a chance, how likely an honest draw looks at least as strange; without one, a fact that must not be. */
export interface Finding {
  readonly code: AuditCode;
  /** Null when too little has been drawn to say anything, and for plain facts. */
  readonly pValue: number | null;
  /** For a plain fact: how many cases there are. */
  readonly faults: number | null;
  /** How much the check looked at. */
  readonly observations: number;
}

export type AuditCode =
  | 'TICKETS_UNIFORM'
  | 'THRESHOLDS'
  | 'THRESHOLD_EXTREME'
  | 'PLACES_EVEN'
  | 'PLACES_IRREGULAR'
  | 'ROTATION'
  | 'WEEKDAYS'
  | 'MONTHS'
  | 'LEFT_OUT'
  | 'NEVER_DRAWN'
  | 'DRAWN_TOO_OFTEN'
  | 'COUNTS_SPREAD'
  | 'LISTS_ALIKE'
  | 'OBJECT_PAIRS'
  | 'INSPECTOR_OBJECT_PAIRS'
  | 'INSPECTOR_ROTATION'
  | 'SEEDS_REUSED'
  | 'RESULTS_GIVEN_UP'
  | 'REVEALS_WITHHELD';

export const finding = (code: AuditCode, observations: number, pValue: number | null): Finding => ({ code, pValue, faults: null, observations });

export const fact = (code: AuditCode, observations: number, faults: number): Finding => ({ code, pValue: null, faults, observations });
