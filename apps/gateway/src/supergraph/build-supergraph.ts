import { ApolloGateway } from '@apollo/gateway';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
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
  readonly logger: GatewayLogger;
}

export type GatewayLogger = NonNullable<NonNullable<ConstructorParameters<typeof ApolloGateway>[0]>['logger']>;

/** Apollo's gateway reads the supergraph, says what is wrong with it, and shows its schema. One for each, so that a bad one leaves nothing behind. */
async function readSchema(supergraphSdl: string, { subgraphs, logger }: BuildTools, pass: LetOthersPass): Promise<GraphQLSchema> {
  // Read when the gateway is built; without it the library reports to its vendor and asks the cloud's metadata address who we are.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const unaddressed: string[] = [];
  let schema: GraphQLSchema | undefined;
  const gateway = new ApolloGateway({
    supergraphSdl, logger,
    validateSupergraph: true,
    buildService: ({ name }) => {
      if (!subgraphs.has(name)) unaddressed.push(name);
      return { process: () => Promise.reject(new Error('sub-requests are sent by the compiled operation')) };
    },
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  await gateway.load({ apollo: {} });
  await gateway.stop();
  if (unaddressed.length > 0) throw new SupergraphRefused('SUBGRAPH_WITHOUT_ADDRESS', `SUBGRAPH_URLS names no address for ${unaddressed.join(', ')}`);
  if (schema === undefined) throw new Error('it shows no schema');
  await pass();
  assertValidSchema(schema); // the server will ask once more, and is answered from memory
  return schema;
}

/**
 * Builds all that requests will need, beside what they use meanwhile, and lets them pass between any two steps. What has been asked
 * of the one before is compiled, so that a swap is not paid by those who come first.
 */
export async function buildSupergraph({ sdl, sha256, serial }: SupergraphFile, tools: BuildTools): Promise<Supergraph> {
  const { subgraphs, used, planner } = tools;
  const pass = letOthersPass();
  try {
    const apiSchema = await readSchema(sdl, tools, pass);
    const nativePlan = planner.on(sdl);
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
    const executor = operationExecutor(sdl, apiSchema, prepare, nativePlan);
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
