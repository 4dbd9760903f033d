import { Supergraph as FederatedSupergraph, buildSchema } from '@apollo/federation-internals';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { operationExecutor, type OperationRequest, type OperationResult } from '../execution/operation-executor.ts';
import type { PrepareSubRequest } from '../execution/sub-request.ts';
import { fieldCosts, type FieldCosts } from '../limits/list-sizes.ts';
import { answerShapes } from '../subgraphs/answer-shape.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { letOthersPass, type LetOthersPass } from './let-others-pass.ts';
import type { SupergraphFile } from './supergraph-file.ts';
import { SupergraphRefused } from './supergraph-refused.ts';
import type { UsedDocuments } from './used-documents.ts';

/** A supergraph with all that is derived from it. Nothing of one is ever used with anything of another. */
export interface Supergraph {
  readonly sha256: string;
  readonly serial: number;
  readonly apiSchema: GraphQLSchema;
  readonly sdl: string;
  readonly costs: FieldCosts;
  readonly execute: (request: OperationRequest) => Promise<OperationResult>;
}

export interface BuildTools {
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly used: UsedDocuments;
}

/** The library of Apollo's gateway reads the supergraph, says what is wrong with it, and shows its schema; it is quicker without its planner, which is not ours. */
async function readSchema(sdl: string, subgraphs: BuildTools['subgraphs'], pass: LetOthersPass): Promise<GraphQLSchema> {
  const written = buildSchema(sdl, { validate: false });
  await pass();
  const supergraph = new FederatedSupergraph(written); // validates it
  const unaddressed = supergraph.subgraphsMetadata().flatMap(({ name }) => (subgraphs.has(name) ? [] : [name]));
  if (unaddressed.length > 0) throw new SupergraphRefused('SUBGRAPH_WITHOUT_ADDRESS', `SUBGRAPH_URLS names no address for ${unaddressed.join(', ')}`);
  await pass();
  const shown = supergraph.apiSchema();
  await pass();
  const schema = shown.toGraphQLJSSchema();
  await pass();
  assertValidSchema(schema); // the server will ask once more, and is answered from memory
  return schema;
}

/**
 * Builds all that requests will need, beside what they use meanwhile, and lets them pass between any two steps. What has been asked
 * of the one before is compiled, so that a swap is not paid by those who come first.
 */
export async function buildSupergraph({ sdl, sha256, serial }: SupergraphFile, { subgraphs, used }: BuildTools): Promise<Supergraph> {
  const pass = letOthersPass();
  try {
    const apiSchema = await readSchema(sdl, subgraphs, pass);
    await pass();
    const shapeOf = answerShapes(sdl);
    await pass();
    const costs = fieldCosts(sdl);
    const prepare: PrepareSubRequest = (service, operation) => {
      const addressed = subgraphs.get(service);
      if (addressed === undefined) throw new Error(`no subgraph ${service}`);
      return addressed.prepare(operation, shapeOf(operation.query));
    };
    await pass();
    const executor = operationExecutor(sdl, apiSchema, prepare);
    await used.warm(apiSchema, executor, pass);
    const execute: Supergraph['execute'] = (request) => {
      used.note(request);
      return executor(request);
    };
    return { sdl, sha256, serial, apiSchema, costs, execute };
  } catch (error) {
    if (error instanceof SupergraphRefused) throw error;
    throw new SupergraphRefused('NOT_A_SUPERGRAPH', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
