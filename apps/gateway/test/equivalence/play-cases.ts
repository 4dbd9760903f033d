import { buildSchema, execute, parse, validate, type GraphQLSchema } from 'graphql';
import { NotComposable, localSupergraph, type LocalSupergraph, type PlainResult } from '../federation/local-supergraph.ts';
import { chance } from './chance.ts';
import { subgraphResolvers, wholeResolver } from './facts.ts';
import { modelOf, type Model } from './random-supergraph.ts';
import { randomOperation, variantsOf, type Operation } from './operation.ts';
import { subgraphSdl, wholeSdl } from './schemas.ts';

export interface Difference extends Operation {
  readonly seed: string;
  readonly expected: PlainResult;
  readonly answered: PlainResult;
}

export interface Played {
  readonly cases: number;
  readonly supergraphs: number;
  readonly requests: number;
  /** Cases in which something failed or a null had to spread. */
  readonly withErrors: number;
  readonly differences: readonly Difference[];
}

export interface PlayOptions {
  readonly cases: number;
  readonly seed: string;
  readonly casesPerSupergraph: number;
  readonly stopAfter: number;
  /** Hears after every supergraph how far the play has come. */
  readonly onProgress?: (cases: number, differences: number) => void;
}

interface Stage {
  readonly supergraph: LocalSupergraph;
  readonly whole: GraphQLSchema;
  readonly model: Model;
}

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

const places = ({ errors }: PlainResult): string => errors.map(({ path }) => path?.join('.') ?? '').sort().join('\n');
const hasSpreadNull = ({ errors }: PlainResult): boolean => errors.some(({ message }) => message.startsWith('Cannot return null'));

/**
 * The same data to the letter, order included, and an error wherever there is one. Only of nulls that spread is no more asked than
 * that somebody tells of them: which of several is met first is not laid down.
 */
export function isSame(expected: PlainResult, answered: PlainResult): boolean {
  if (JSON.stringify(expected.data) !== JSON.stringify(answered.data)) return false;
  return hasSpreadNull(expected) ? answered.errors.length > 0 : places(expected) === places(answered);
}

/** Plays random operations on random supergraphs and holds every answer against that of one server. The same seed plays the same cases. */
export async function playCases({ cases, seed, casesPerSupergraph, stopAfter, onProgress }: PlayOptions): Promise<Played> {
  const differences: Difference[] = [];
  let played = 0;
  let supergraphs = 0;
  let requests = 0;
  let withErrors = 0;
  for (let serial = 0; played < cases && differences.length < stopAfter; serial += 1) {
    const stageSeed = `${seed}-${serial}`;
    const stage = stageOf(stageSeed);
    if (stage === undefined) continue;
    supergraphs += 1;
    for (let turn = 0, done = 0; done < casesPerSupergraph && played < cases && differences.length < stopAfter; turn += 1) {
      if (turn > casesPerSupergraph * 20) break;
      const operation = randomOperation(stage.whole, chance(`${stageSeed}/${turn}`));
      if (validate(stage.whole, parse(operation.query)).length > 0) continue;
      for (const variant of variantsOf(operation)) {
        done += 1;
        played += 1;
        const expected = await expectedOf(stage, variant);
        const answered = await stage.supergraph.ask(variant.query, variant.variables).catch((error: unknown): PlainResult => ({ errors: [{ message: String(error) }] }));
        requests += stage.supergraph.asked.length;
        if (expected.errors.length > 0) withErrors += 1;
        if (!isSame(expected, answered)) differences.push({ ...variant, seed: `${stageSeed}/${turn}`, expected, answered });
      }
    }
    onProgress?.(played, differences.length);
  }
  return { cases: played, supergraphs, requests, withErrors, differences };
}
