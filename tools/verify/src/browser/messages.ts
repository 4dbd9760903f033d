import type { Verdict } from '../verdict.ts';

/** What the page asks of the worker. */
export interface Question {
  readonly certificate: Blob;
  readonly frame: Blob | null;
  readonly opening: Blob | null;
  readonly unit: string | null;
}

/** What stands in a certificate that a reader compares with what was published. */
export interface Facts {
  readonly taskNumber: string;
  readonly attempt: number;
  /** Null for a draw of inspectors. */
  readonly drawnCount: number | null;
  readonly certificateHash: string;
}

/** What the worker answers. */
export type Answer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly facts: Facts | null }
  | { readonly kind: 'failed'; readonly message: string };
