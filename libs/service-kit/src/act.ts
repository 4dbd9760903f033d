import type { Identity } from './identity.ts';

/** Who acts, when, and under which trace: what a use case knows of its circumstances. */
export interface Act {
  readonly identity: Identity;
  readonly now: Date;
  readonly trace: string;
  /** The operation, or the event that is being applied; it stands in the audit trail. */
  readonly operation: string;
}
