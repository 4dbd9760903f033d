import type { DrawIntent } from './draw-intent.ts';
import type { DrawnUnit } from './unit-draw.ts';
import type { Contribution } from './seed.ts';

/** What a stratum gave, the drawn units in the order of their tickets, then the reserve in the same order. */
export interface CertifiedStratum {
  readonly key: string;
  /** The ticket of the last drawn unit: who has a smaller one in this stratum was drawn. Null when nothing was drawn. */
  readonly threshold: string | null;
  readonly drawn: readonly DrawnUnit[];
  readonly reserve: readonly DrawnUnit[];
}

/** The certificate of a draw (抽取证书): enough to recompute it with the frame, and to check it for consistency without. */
export interface DrawCertificate {
  readonly format: 'sortition/certificate/v1';
  readonly intent: DrawIntent;
  readonly intentHash: string;
  readonly contributions: readonly Contribution[];
  readonly seed: string;
  readonly strata: readonly CertifiedStratum[];
  readonly drawnCount: number;
  /** The Merkle root over the result lines, drawn and reserve. */
  readonly resultRoot: string;
  /** The hash over all fields but this one and the lists of units, which `resultRoot` covers. */
  readonly certificateHash: string;
}
