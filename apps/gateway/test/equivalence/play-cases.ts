import { OverlappingFieldsCanBeMergedRule, buildSchema, execute, parse, validate, type GraphQLSchema } from 'graphql';
import { NotComposable, localSupergraph, type LocalSupergraph, type PlainResult } from '../federation/local-supergraph.ts';
import { chance } from './chance.ts';
import { kindsOf, kindsOfAnswer, noCoverage, type CaseKind, type Coverage } from './coverage.ts';
import { subgraphResolvers, wholeResolver } from './facts.ts';
import { modelOf, type Model } from './random-supergraph.ts';
import { randomOperation, variantsOf, type Operation } from './operation.ts';
import { isPartOf, isSame } from './same-answer.ts';
import { subgraphSdl, wholeSdl } from './schemas.ts';

export interface Difference extends Operation {
  readonly seed: string;
  /** The sub-request during which the client left, if it did. */
  readonly leftDuring: number | undefined;
  readonly expected: PlainResult;
  readonly answered: PlainResult;
}

export interface Played {
  readonly cases: number;
  readonly supergraphs: number;
  readonly requests: number;
  /** Cases in which something failed or a null had to spread. */
  readonly withErrors: number;
  readonly coverage: Coverage;
  /** Of the cases that the stock executor was asked too, those that it answers otherwise than one server would. */
  readonly stock: { readonly asked: number; readonly different: number };
  readonly differences: readonly Difference[];
}

export interface PlayOptions {
  readonly cases: number;
  readonly seed: string;
  readonly casesPerSupergraph: number;
  /** The number of the first supergraph, where not all are to be played again. */
  readonly from?: number;
  readonly stopAfter: number;
  /** Ask the stock executor every so many cases; never by default, as it is slow. */
  readonly stockEvery?: number;
  /** Hears after every supergraph how far the play has come. */
  readonly onProgress?: (cases: number, differences: number) => void;
}

interface Stage {
  readonly supergraph: LocalSupergraph;
  readonly whole: GraphQLSchema;
  readonly model: Model;
}

const CANCELLED_EVERY = 4;

function stageOf(seed: string): Stage | undefined {
  const model = modelOf(seed);
  try {
    const supergraph = localSupergraph(Object.fromEntries(model.subgraphs.map((name) => [name, { sdl: subgraphSdl(model, name), resolvers: subgraphResolvers(model, name) }])));
    return { supergraph, whole: buildSchema(wholeSdl(model)), model };
  } catch (error) {
    // Chance also makes supergraphs that do not compose.
    if (error instanceof NotComposable) return undefined;
    throw error;
  }
}

/** What one server that holds everything answers. */
async function expectedOf({ whole, model }: Stage, { query, variables }: Operation): Promise<PlainResult> {
  const { data, errors = [] } = await execute({ schema: whole, document: parse(query), variableValues: variables, fieldResolver: wholeResolver(model), typeResolver: (thing: { __typename: string }) => thing.__typename });
  return JSON.parse(JSON.stringify({ data, errors: errors.map(({ message, path }) => ({ message, path })) }));
}

/** Long enough for the busiest machine; who takes longer goes in circles. */
const PATIENCE_MS = 60_000;

/** An executor that throws, or never answers, answers wrong. */
async function settled(answer: Promise<PlainResult>): Promise<PlainResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PlainResult>((resolve) => {
    timer = setTimeout(() => resolve({ errors: [{ message: 'no answer' }] }), PATIENCE_MS);
  });
  const answered = await Promise.race([answer, late]).catch((error: unknown): PlainResult => ({ errors: [{ message: String(error) }] }));
  clearTimeout(timer);
  return answered;
}

/** Chance also writes operations whose fields cannot be merged; they are valid in every other way, which the executors check themselves. */
const canBeMerged = ({ whole }: Stage, { query }: Operation): boolean => validate(whole, parse(query), [OverlappingFieldsCanBeMergedRule], { maxErrors: 1 }).length === 0;

interface PlayedCase {
  readonly requests: number;
  readonly failed: boolean;
  readonly kinds: readonly CaseKind[];
  readonly stockDiffers: boolean | undefined;
  readonly differences: readonly Omit<Difference, 'seed'>[];
}

interface CaseOptions {
  /** Whether a client that leaves half-way is played beside the one that stays. */
  readonly cancelled: boolean;
  readonly asksStock: boolean;
}

async function playCase(stage: Stage, operation: Operation, { cancelled, asksStock }: CaseOptions): Promise<PlayedCase> {
  const { supergraph: { ask, askAndLeave, askStock, asked } } = stage;
  const { query, variables } = operation;
  const expected = await expectedOf(stage, operation);
  const answered = await settled(ask(query, variables));
  const requests = asked.length;
  const services = new Set(asked.map(({ service }) => service));
  const differences: Omit<Difference, 'seed'>[] = isSame(expected, answered) ? [] : [{ ...operation, leftDuring: undefined, expected, answered }];
  const leftDuring = cancelled && requests > 0 ? 1 + (query.length % requests) : undefined;
  if (leftDuring !== undefined) {
    const left = await settled(askAndLeave(query, variables, leftDuring));
    const lacksTypes = stage.model.thingFields.length > 0;
    if (!isPartOf(expected, left, { lacksTypes })) differences.push({ ...operation, leftDuring, expected, answered: left });
  }
  const stockDiffers = asksStock ? !isSame(expected, await settled(askStock(query, variables))) : undefined;
  return { requests, failed: expected.errors.length > 0, kinds: [...kindsOfAnswer(expected, services), ...(leftDuring === undefined ? [] : ['cancelled'] as const)], stockDiffers, differences };
}

/** Plays random operations on random supergraphs and holds every answer against that of one server. The same seed plays the same cases. */
export async function playCases({ cases, seed, casesPerSupergraph, from = 0, stopAfter, stockEvery = 0, onProgress }: PlayOptions): Promise<Played> {
  const differences: Difference[] = [];
  const coverage = noCoverage();
  const stock = { asked: 0, different: 0 };
  let played = 0;
  let supergraphs = 0;
  let requests = 0;
  let withErrors = 0;
  for (let serial = from; played < cases && differences.length < stopAfter; serial += 1) {
    const stageSeed = `${seed}-${serial}`;
    const stage = stageOf(stageSeed);
    if (stage === undefined) continue;
    supergraphs += 1;
    for (let turn = 0, done = 0; done < casesPerSupergraph && played < cases && differences.length < stopAfter; turn += 1) {
      if (turn > casesPerSupergraph * 20) break;
      const operation = randomOperation(stage.whole, chance(`${stageSeed}/${turn}`));
      if (!canBeMerged(stage, operation)) continue;
      const written = kindsOf(stage.model, stage.whole, operation);
      for (const variant of variantsOf(operation)) {
        done += 1;
        played += 1;
        const result = await playCase(stage, variant, { cancelled: played % CANCELLED_EVERY === 0, asksStock: stockEvery > 0 && played % stockEvery === 0 });
        requests += result.requests;
        if (result.failed) withErrors += 1;
        for (const kind of [...written, ...result.kinds]) coverage[kind] += 1;
        if (result.stockDiffers !== undefined) stock.asked += 1;
        if (result.stockDiffers === true) stock.different += 1;
        differences.push(...result.differences.map((difference) => ({ ...difference, seed: `${stageSeed}/${turn}` })));
      }
    }
    onProgress?.(played, differences.length);
  }
  return { cases: played, supergraphs, requests, withErrors, coverage, stock, differences };
}
