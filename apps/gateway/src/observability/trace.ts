import { randomBytes, randomUUID } from 'node:crypto';

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
  return { id: randomUUID().replaceAll('-', ''), flags: '01' };
}

/** Span ids need only differ: a part of this process's own, and a number that goes up. */
const RUN = randomBytes(4).toString('hex');
let spans = 0;

/** Each sub-request is a span of its own below the client's trace. */
export function childTraceparent({ id, flags }: Trace): string {
  spans = (spans + 1) % 0xffff_ffff;
  return `00-${id}-${RUN}${(spans + 1).toString(16).padStart(8, '0')}-${flags}`;
}
