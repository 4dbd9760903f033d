import type { PlanNode } from '@graphql-hive/router-query-planner';
import { print, type DocumentNode } from 'graphql';
import { PlannerLife } from './planner-life.ts';
import { operationOf } from './settled-document.ts';

/** Undefined where the native planner finds no way, or has died of the document. */
export type NativePlan = (document: DocumentNode) => Promise<PlanNode | undefined>;

interface Supergraph {
  readonly id: number;
  readonly sdl: string;
  /** How often the planner has failed to read it. */
  failures: number;
}

const LOAD_MS = 10_000;
const PLAN_MS = 2_000;
/** For so long no other process is begun after one that did not start. */
const PAUSE_MS = 10_000;
/** A process may be killed for other reasons than what it reads, but hardly twice. */
const MAX_FAILURES = 2;
/** The supergraph in use, the next one, and those on which operations still run. */
const MAX_KEPT = 4;

/** The program lies beside this file, bundled like it; where nothing is bundled, another begins it. */
const PROGRAM = import.meta.url.endsWith('.ts') ? new URL('../../scripts/planner-process.mjs', import.meta.url) : new URL('planner.process.mjs', import.meta.url);

/**
 * The native planner, in a process beside the gateway's: a query can make it abort, which nothing inside of its process survives, or
 * go in circles for ever. Either costs that one plan; a new process plans what waits. One process serves all supergraphs.
 */
export class NativePlanner implements AsyncDisposable {
  readonly #warn: (what: string) => void;
  readonly #program: URL;
  #life: PlannerLife | undefined;
  #noneBefore = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #known = 0;
  #isOver = false;

  constructor(warn: (what: string) => void, program = PROGRAM) {
    this.#warn = warn;
    this.#program = program;
  }

  /** Plans on a supergraph, which the process begins to read at once. */
  on(sdl: string): NativePlan {
    const supergraph: Supergraph = { id: this.#known, sdl, failures: 0 };
    this.#known += 1;
    void this.#inTurn(() => this.#lifeThatKeeps(supergraph));
    return (document) => this.#inTurn(() => this.#plan(supergraph, document));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#life?.end();
  }

  async #plan(supergraph: Supergraph, document: DocumentNode): Promise<PlanNode | undefined> {
    const life = await this.#lifeThatKeeps(supergraph);
    if (life === undefined) return undefined;
    const answer = await life.carryOut({ supergraph: supergraph.id, document: print(document) }, PLAN_MS);
    if (answer === undefined) this.#replace(life, `over the operation ${operationOf(document).name?.value ?? 'anonymous'}`);
    return answer?.node;
  }

  async #lifeThatKeeps(supergraph: Supergraph): Promise<PlannerLife | undefined> {
    const life = supergraph.failures >= MAX_FAILURES ? undefined : await this.#startedLife();
    if (life === undefined) return undefined;
    const { kept } = life;
    if (kept.delete(supergraph.id)) {
      kept.add(supergraph.id);
      return life;
    }
    const forget = [...kept].slice(0, Math.max(0, kept.size + 1 - MAX_KEPT));
    const answer = await life.carryOut({ supergraph: supergraph.id, sdl: supergraph.sdl, forget }, LOAD_MS);
    for (const id of forget) kept.delete(id);
    if (answer?.done === true) {
      kept.add(supergraph.id);
      return life;
    }
    supergraph.failures += answer === undefined ? 1 : MAX_FAILURES;
    if (answer === undefined) this.#replace(life, 'over a supergraph');
    else this.#warn('the native planner does not read the supergraph: the library plans on it');
    return undefined;
  }

  /** A process that has said that it is there. */
  async #startedLife(): Promise<PlannerLife | undefined> {
    if (this.#life !== undefined && this.#life.cause !== undefined) this.#replace(this.#life, 'while it had nothing to do');
    const life = this.#life ?? this.#begin();
    if (life === undefined || await life.started) return life;
    this.#pause(`it ${life.cause}`);
    return undefined;
  }

  /** One that does not start is not followed by another at once, or there would be no end of them. */
  #pause(cause: string): void {
    this.#life = undefined;
    this.#noneBefore = performance.now() + PAUSE_MS;
    if (!this.#isOver) this.#warn(`the native planner does not start, the library plans: ${cause}`);
  }

  #begin(): PlannerLife | undefined {
    if (this.#isOver || performance.now() < this.#noneBefore) return undefined;
    try {
      this.#life = new PlannerLife(this.#program);
      this.#life.hold(this.#waiting > 0);
    } catch (error) {
      this.#pause(String(error)); // the system has no room for another process
    }
    return this.#life;
  }

  /** Begins another at once, so that the next document does not wait for it. */
  #replace({ cause }: PlannerLife, during: string): void {
    this.#life = undefined;
    if (this.#isOver) return;
    this.#warn(`the native planner died ${during}: it ${cause}`);
    this.#begin();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#wait(1);
    const done = this.#turn.then(work).finally(() => { this.#wait(-1); });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #wait(change: number): void {
    this.#waiting += change;
    this.#life?.hold(this.#waiting > 0);
  }
}
