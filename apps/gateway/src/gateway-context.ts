import type { Identity } from '@sortition/service-kit/identity';
import type { TrustedDocument } from './documents/trusted-document.ts';
import type { Trace } from './observability/trace.ts';

/** What one client request carries through planning and every sub-request. */
export interface GatewayContext {
  readonly identity: Identity;
  /** In whose name limits are counted. */
  readonly caller: string;
  readonly trace: Trace;
  /** Undefined for a free query, whose limits are narrower. */
  readonly document: TrustedDocument | undefined;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds by which the whole operation must be answered. */
  readonly deadline: number;
}
