import { TAKES_SEVERAL_HEADER } from '@sortition/service-kit/several-sub-requests';
import type { Dispatcher } from 'undici';
import { Waiting, type Patience, type TransportFailure } from './waiting.ts';

export interface SubgraphReply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Whether the subgraph takes several sub-requests in one request. */
  readonly takesSeveral: boolean;
}

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

export const contentTypeOf = (headers: ResponseHeaders): string => {
  const contentType = headers['content-type'];
  return typeof contentType === 'string' ? contentType : '';
};

export const saysItTakesSeveral = (headers: ResponseHeaders): boolean => headers[TAKES_SEVERAL_HEADER] !== undefined;

const RESET_CODES = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

export function failureOf(error: unknown): TransportFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && RESET_CODES.has(code) ? 'reset' : 'unreachable';
}

export const GIVEN_UP = new Error('nobody waits for this answer');

/**
 * Collects one reply. It stands directly on the dispatcher: a dashboard has a dozen sub-requests, and a readable stream and an
 * abort signal for each cost more than the bytes that come through them.
 */
export class Reply implements Dispatcher.DispatchHandler {
  readonly waiting: Waiting<SubgraphReply>;
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #size = 0;
  #status = 0;
  #contentType = '';
  #takesSeveral = false;

  constructor(patience: Patience, maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.waiting = new Waiting(patience, () => this.#controller?.abort(GIVEN_UP));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.waiting.settled) controller.abort(GIVEN_UP);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    this.#status = status;
    this.#contentType = contentTypeOf(headers);
    this.#takesSeveral = saysItTakesSeveral(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) this.waiting.giveUp('too-large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only, ...more] = this.#chunks;
    const text = only === undefined ? '' : more.length === 0 ? only.toString('utf8') : Buffer.concat(this.#chunks).toString('utf8');
    this.waiting.settle({ status: this.#status, contentType: this.#contentType, text, takesSeveral: this.#takesSeveral });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.waiting.settle(failureOf(error));
  }
}
