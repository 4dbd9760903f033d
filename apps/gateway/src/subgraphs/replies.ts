import { answerIn, SEVERAL_TYPE } from '@sortition/service-kit/several-sub-requests';
import type { Dispatcher } from 'undici';
import { contentTypeOf, failureOf, GIVEN_UP, type ResponseHeaders, type SubgraphReply } from './reply.ts';
import { Waiting, type Patience } from './waiting.ts';

const LINE_BREAK = 0x0a;
const JSON_TYPE = 'application/json';
/** Who has answered all and does not end the response would hold a connection. */
const MOST_MS_AFTER_ALL = 1_000;

/**
 * Collects the replies to several sub-requests that left in one request. Each comes in a line of its own as soon as the subgraph has it,
 * and is waited for with its own patience, so that none waits for another.
 */
export class Replies implements Dispatcher.DispatchHandler {
  readonly waiting: readonly Waiting<SubgraphReply | 'not-taken'>[];
  readonly #maxBytes: number;
  #open: number;
  #controller: Dispatcher.DispatchController | undefined;
  #taken = false;
  /** The beginning of a line whose end has not come. */
  #begun: Buffer[] = [];
  #begunBytes = 0;
  #ending: NodeJS.Timeout | undefined;

  constructor(patiences: readonly Patience[], maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#open = patiences.length;
    this.waiting = patiences.map((patience) => new Waiting(patience, () => {
      this.#open -= 1;
      if (this.#open === 0) this.#controller?.abort(GIVEN_UP);
    }));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#open === 0) controller.abort(GIVEN_UP);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    this.#taken = status === 200 && contentTypeOf(headers) === SEVERAL_TYPE;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#taken) return;
    let from = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1; end = chunk.indexOf(LINE_BREAK, from)) {
      this.#take(chunk.subarray(from, end));
      this.#takeLine();
      from = end + 1;
    }
    this.#take(chunk.subarray(from));
    if (this.#begunBytes <= this.#maxBytes) return;
    // the rest of this line cannot be told from the lines behind it: whose they were ask again by themselves
    this.#takeLine();
    controller.abort(GIVEN_UP);
  }

  onResponseEnd(): void {
    clearTimeout(this.#ending);
    for (const each of this.waiting) each.settle(this.#taken ? 'reset' : 'not-taken');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#ending);
    const failure = error === GIVEN_UP ? 'reset' : failureOf(error);
    for (const each of this.waiting) each.settle(failure);
  }

  #take(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#begun.push(bytes);
    this.#begunBytes += bytes.length;
  }

  #takeLine(): void {
    const [begun, bytes] = [this.#begun, this.#begunBytes];
    [this.#begun, this.#begunBytes] = [[], 0];
    const answer = answerIn(Buffer.concat(begun).toString('utf8'));
    const waiting = answer === undefined ? undefined : this.waiting[answer.place];
    if (answer === undefined || waiting === undefined || waiting.settled) return;
    waiting.settle(bytes > this.#maxBytes ? 'too-large' : { status: answer.status, contentType: JSON_TYPE, text: answer.text, takesSeveral: true });
    this.#open -= 1;
    if (this.#open === 0) this.#ending = setTimeout(() => this.#controller?.abort(GIVEN_UP), MOST_MS_AFTER_ALL);
  }
}
