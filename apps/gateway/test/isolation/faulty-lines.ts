import type { ServerResponse } from 'node:http';
import { SEVERAL_TYPE, answerLine } from '@sortition/service-kit/several-sub-requests';

/** What a subgraph may do wrong only where it answers several sub-requests in one response. */
export const LINE_FAULTS = [
  'answers for a place that nobody has', 'answers one place twice', 'answers lines that are none', 'leaves lines out', 'never ends a line', 'hangs after a line',
  'never ends the response', 'answers a line too large', 'answers lines without end', 'answers another type without end', 'refuses several',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** After some of them it is asked one by one, and the breaker counts what comes of that. */
export const LINE_FAULTS_THAT_OPEN_THE_BREAKER: ReadonlySet<LineFault> = new Set([
  'answers for a place that nobody has', 'answers one place twice', 'answers lines that are none', 'leaves lines out', 'never ends a line', 'hangs after a line', 'never ends the response', 'answers lines without end',
]);

const TOO_LARGE = 3 * 1024 * 1024;

export interface Exchange {
  readonly response: ServerResponse;
  /** What would have been right, one for each place. */
  readonly texts: readonly string[];
  /** Sends the same again and again, as long as anybody reads. */
  readonly withoutEnd: (piece: string) => Promise<void>;
}

const lines = (texts: readonly string[], first = 0): string => texts.map((text, place) => answerLine({ place: place + first, status: 200, text })).join('');
const nonsense = (places: number): string => lines(Array.from({ length: places }, () => '"nonsense"'));
const begin = (response: ServerResponse): ServerResponse => response.writeHead(200, { 'content-type': SEVERAL_TYPE });

/** None of them leaves a sub-request with a whole answer in a place of its own, before anything is wrong. */
export const MISPLAY: Readonly<Record<LineFault, (exchange: Exchange) => Promise<void> | void>> = {
  'answers for a place that nobody has': ({ response, texts }) => void begin(response).end(lines(['{}'], texts.length) + lines(texts)),
  'answers one place twice': ({ response, texts }) => void begin(response).end(nonsense(1) + lines(texts)),
  'answers lines that are none': ({ response, texts }) => void begin(response).end(texts.map((text) => `${text}\n`).join('') + lines(texts)),
  'leaves lines out': ({ response }) => void begin(response).end(nonsense(1)),
  'never ends a line': ({ response, texts }) => void begin(response).write(lines(texts).replaceAll('\n', ' ')),
  'hangs after a line': ({ response }) => void begin(response).write(nonsense(1)),
  'never ends the response': ({ response, texts }) => void begin(response).write(nonsense(texts.length)),
  'answers a line too large': ({ response, texts }) => void begin(response).end(lines([`{"data":{"filler":"${'x'.repeat(TOO_LARGE)}"}}`]) + lines(texts.slice(1), 1)),
  'answers lines without end': ({ response, withoutEnd }) => {
    begin(response);
    return withoutEnd(lines([`"${'nonsense '.repeat(1_000)}"`]));
  },
  'answers another type without end': ({ response, withoutEnd }) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    return withoutEnd('<p>It works at http://127.0.0.1:8080</p>\n');
  },
  'refuses several': ({ response }) => void response.writeHead(415, { 'content-type': 'text/plain' }).end('no lines at 10.0.0.7'),
};
