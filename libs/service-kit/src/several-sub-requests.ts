import { z } from 'zod';
import { identityIn, vouchedFor, type Identity } from './identity.ts';

/**
 * Sub-requests that leave a gateway in one turn, of whichever callers, in one request under one signature. Each has two lines: who
 * asks, then what would have been its body alone. The answers are lines too, each as soon as it is known: `<place> <status> <body>`.
 */
export const SEVERAL_TYPE = 'application/x-ndjson';
/** A subgraph that takes several says so with every answer. */
export const TAKES_SEVERAL_HEADER = 'x-sortition-takes-several';
export const MOST_TOGETHER = 32;

export interface SubRequestOfSeveral {
  readonly identity: Identity;
  readonly traceId: string;
  /** A GraphQL request as JSON in one line. */
  readonly body: string;
}

export interface DepartingSubRequest extends SubRequestOfSeveral {
  readonly traceparent: string;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadline: number;
}

export const severalLines = (departing: readonly DepartingSubRequest[]): string =>
  departing.map(({ identity, traceId, traceparent, deadline, body }) => `${vouchedFor(identity)},"traceId":"${traceId}","traceparent":"${traceparent}","deadline":${deadline}}\n${body}\n`).join('');

const traced = z.object({ traceId: z.string() });

/** Undefined where it is anything else. Who asks is to be believed only of a body that the gateway has signed. */
export function subRequestsIn(text: string): SubRequestOfSeveral[] | undefined {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.length % 2 !== 0 || lines.length > 2 * MOST_TOGETHER) return undefined;
  try {
    return Array.from({ length: lines.length / 2 }, (_, i) => {
      const told: unknown = JSON.parse(lines[2 * i] ?? '');
      return { identity: identityIn(told), traceId: traced.parse(told).traceId, body: lines[2 * i + 1] ?? '' };
    });
  } catch {
    return undefined;
  }
}

export interface AnswerOfSeveral {
  readonly place: number;
  readonly status: number;
  readonly text: string;
}

/** JSON needs no line break but between tokens, where a space does. */
export const answerLine = ({ place, status, text }: AnswerOfSeveral): string => `${place} ${status} ${text.trimEnd().replaceAll('\n', ' ')}\n`;

const ANSWER_LINE = /^(\d{1,2}) (\d{3}) /;

export function answerIn(line: string): AnswerOfSeveral | undefined {
  const [head, place, status] = ANSWER_LINE.exec(line) ?? [];
  return head === undefined ? undefined : { place: Number(place), status: Number(status), text: line.slice(head.length) };
}
