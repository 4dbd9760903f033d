import { assertValidSchema, buildASTSchema, buildSchema, parse, type GraphQLSchema } from 'graphql';
import type { NativePlanner } from '../execution/native-planner.ts';
import { operationExecutor, type OperationRequest, type OperationResult } from '../execution/operation-executor.ts';
import type { PrepareSubRequest } from '../execution/sub-request.ts';
import { fieldCosts, type FieldCosts } from '../limits/list-sizes.ts';
import { answerShapes } from '../subgraphs/answer-shape.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { letOthersPass } from './let-others-pass.ts';
import type { Reading } from './read-supergraph.ts';
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
  readonly read: (sdl: string) => Promise<Reading>;
}

/**
 * Builds all that requests will need, beside what they use meanwhile, and lets them pass between any two steps. What has been asked
 * of the one before is compiled, so that a swap is not paid by those who come first.
 */
export async function buildSupergraph({ sdl, sha256, serial }: SupergraphFile, { subgraphs, used, planner, read }: BuildTools): Promise<Supergraph> {
  const pass = letOthersPass();
  try {
    const { shown, subgraphs: named } = await read(sdl);
    const unaddressed = named.filter((name) => !subgraphs.has(name));
    if (unaddressed.length > 0) throw new SupergraphRefused('SUBGRAPH_WITHOUT_ADDRESS', `SUBGRAPH_URLS names no address for ${unaddressed.join(', ')}`);
    const apiSchema = buildSchema(shown, { assumeValid: true, assumeValidSDL: true, noLocation: true });
    await pass();
    assertValidSchema(apiSchema); // the server will ask once more, and is answered from memory
    await pass();
    const nativePlan = planner.on(sdl);
    const document = parse(sdl, { noLocation: true });
    await pass();
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
