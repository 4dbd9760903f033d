import { Supergraph as FederatedSupergraph, buildSchemaFromAST } from '@apollo/federation-internals';
import { assertValidSchema, buildASTSchema, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { NativePlanner } from '../execution/native-planner.ts';
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
  readonly planner: NativePlanner;
}

/** The federation library reads the supergraph, says what is wrong with it, and shows its schema: in pieces, as requests wait for each. */
async function readSchema(document: DocumentNode, subgraphs: BuildTools['subgraphs'], pass: LetOthersPass): Promise<GraphQLSchema> {
  const schema = buildSchemaFromAST(document, { validate: false });
  await pass();
  const supergraph = new FederatedSupergraph(schema); // validates
  await pass();
  const unaddressed = [...supergraph.subgraphsMetadata()].map(({ name }) => name).filter((name) => !subgraphs.has(name));
  if (unaddressed.length > 0) throw new SupergraphRefused('SUBGRAPH_WITHOUT_ADDRESS', `SUBGRAPH_URLS names no address for ${unaddressed.join(', ')}`);
  supergraph.subgraphs(); // whether each of them is a schema
  await pass();
  const shown = supergraph.apiSchema();
  await pass();
  const apiSchema = shown.toGraphQLJSSchema();
  await pass();
  assertValidSchema(apiSchema); // the server will ask once more, and is answered from memory
  await pass();
  return apiSchema;
}

/**
 * Builds all that requests will need, beside what they use meanwhile, and lets them pass between any two steps. What has been asked
 * of the one before is compiled, so that a swap is not paid by those who come first.
 */
export async function buildSupergraph({ sdl, sha256, serial }: SupergraphFile, { subgraphs, used, planner }: BuildTools): Promise<Supergraph> {
  const pass = letOthersPass();
  try {
    const document = parse(sdl, { noLocation: true });
    await pass();
    const apiSchema = await readSchema(document, subgraphs, pass);
    const nativePlan = planner.on(sdl);
    const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
    await pass();
    const shapeOf = answerShapes(schema);
    const costs = fieldCosts(document);
    const prepare: PrepareSubRequest = (service, operation) => {
      const addressed = subgraphs.get(service);
      if (addressed === undefined) throw new Error(`no subgraph ${service}`);
      return addressed.prepare(operation, shapeOf(operation.query));
    };
    await pass();
    const executor = operationExecutor({ sdl, schema, apiSchema }, prepare, nativePlan);
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
