import { answerIn } from '@sortition/service-kit/several-sub-requests';
import type { Dispatcher } from 'undici';
import { contentTypeOf, failureOf, GIVEN_UP, saysItTakesSeveral, type ResponseHeaders, type SubgraphReply } from './reply.ts';
import { Waiting, type Patience, type TransportFailure } from './waiting.ts';

/** What came of one of several: its reply, a failure, or nothing that says anything about it. */
export type OneOfSeveral = SubgraphReply | TransportFailure | 'ask-alone';

const LINE_BREAK = 0x0a;
const LINES = /^application\/x-ndjson\s*(?:;|$)/i;
const JSON_TYPE = 'application/json';
/** Who has answered all and does not end the response would hold a connection. */
const MOST_MS_AFTER_ALL = 1_000;

/**
 * Collects the replies to several sub-requests that left in one request. Each comes in a line of its own as soon as the subgraph has it,
 * and is waited for with its own patience, so that none waits for another. A line is believed of the place that it names, once; nothing
 * is read behind a line that makes no sense, so that no more is ever read than the largest line for each place.
 */
export class Replies implements Dispatcher.DispatchHandler {
  readonly waiting: readonly Waiting<OneOfSeveral>[];
  readonly #maxBytes: number;
  readonly #unanswered: Set<number>;
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
    this.#unanswered = new Set(patiences.keys());
    this.waiting = patiences.map((patience) => new Waiting(patience, () => {
      this.#open -= 1;
      if (this.#open === 0) this.#controller?.abort(GIVEN_UP);
    }));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#open === 0) controller.abort(GIVEN_UP);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    if (status < 200) return; // the real one follows
    const contentType = contentTypeOf(headers);
    this.#taken = status === 200 && LINES.test(contentType);
    if (this.#taken) return;
    // Who is in trouble is not asked for each of them once more.
    this.#leave(controller, status >= 500 ? { status, contentType, text: '', takesSeveral: saysItTakesSeveral(headers) } : 'ask-alone');
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(LINE_BREAK); end !== -1 && this.#taken; end = chunk.indexOf(LINE_BREAK, from)) {
      this.#take(chunk.subarray(from, end));
      if (!this.#takeLine()) this.#leave(controller, 'reset');
      from = end + 1;
    }
    if (!this.#taken) return;
    this.#take(chunk.subarray(from));
    if (this.#begunBytes <= this.#maxBytes) return;
    // The rest is not read. Who asked for so much must not cost the others anything, nor count against the subgraph.
    this.#leave(controller, this.#takeLine() ? 'ask-alone' : 'reset');
  }

  onResponseEnd(): void {
    this.#lose('reset');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#lose(failureOf(error));
  }

  #lose(outcome: OneOfSeveral): void {
    clearTimeout(this.#ending);
    this.#taken = false;
    for (const each of this.waiting) each.settle(outcome);
  }

  #leave(controller: Dispatcher.DispatchController, outcome: OneOfSeveral): void {
    this.#lose(outcome);
    controller.abort(GIVEN_UP);
  }

  #take(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#begun.push(bytes);
    this.#begunBytes += bytes.length;
  }

  /** Whether the line is the answer to one that had none. */
  #takeLine(): boolean {
    const [begun, bytes] = [this.#begun, this.#begunBytes];
    [this.#begun, this.#begunBytes] = [[], 0];
    const answer = answerIn(Buffer.concat(begun).toString('utf8'));
    if (answer === undefined || !this.#unanswered.delete(answer.place)) return false;
    const waiting = this.waiting[answer.place];
    if (waiting === undefined || waiting.settled) return true; // nobody waits for it any more
    waiting.settle(bytes > this.#maxBytes ? 'too-large' : { status: answer.status, contentType: JSON_TYPE, text: answer.text, takesSeveral: true });
    this.#open -= 1;
    if (this.#open === 0) this.#ending = setTimeout(() => this.#controller?.abort(GIVEN_UP), MOST_MS_AFTER_ALL);
    return true;
  }
}
