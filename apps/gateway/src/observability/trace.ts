import { randomBytes } from 'node:crypto';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const NO_TRACE = '0'.repeat(32);

/** W3C trace context: one trace id from the client's request to the last event that follows from it. */
export interface Trace {
  readonly id: string;
  readonly flags: string;
}

export function traceOf(traceparent: string | undefined): Trace {
  const [, id, , flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (id !== undefined && flags !== undefined && id !== NO_TRACE) return { id, flags };
  return { id: randomBytes(16).toString('hex'), flags: '01' };
}

/** Each sub-request is a span of its own below the client's trace. */
export const childTraceparent = (trace: Trace): string => `00-${trace.id}-${randomBytes(8).toString('hex')}-${trace.flags}`;
