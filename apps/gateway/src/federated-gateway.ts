import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { executionResultOf, operationExecutor, type OperationExecutor } from './execution/operation-executor.ts';
import type { PrepareSubRequest } from './execution/sub-request.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { Subgraph } from './subgraphs/subgraph.ts';

type FederatedGateway = NonNullable<ConstructorParameters<typeof ApolloServer<GatewayContext>>[0]['gateway']>;
type GatewayLogger = NonNullable<NonNullable<ConstructorParameters<typeof ApolloGateway>[0]>['logger']>;

/** Apollo's gateway reads the supergraph and shows its schema; planning and execution are ours. */
export function federatedGateway(supergraphSdl: string, subgraphs: ReadonlyMap<string, Subgraph>, logger: GatewayLogger): FederatedGateway {
  const addressed = (name: string): Subgraph => {
    const service = subgraphs.get(name);
    if (service === undefined) throw new Error(`SUBGRAPH_URLS names no address for ${name}`);
    return service;
  };
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger,
    buildService: ({ name }) => {
      addressed(name);
      return { process: () => Promise.reject(new Error('sub-requests are sent by the compiled operation')) };
    },
  });
  const prepare: PrepareSubRequest = (service, operation) => addressed(service).prepare(operation);
  // An operation runs to its end on the schema against which it was validated.
  const executors = new WeakMap<GraphQLSchema, OperationExecutor>();
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => executors.set(apiSchema, operationExecutor(coreSupergraphSdl, apiSchema, prepare)));

  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    async load(options) {
      await gateway.load(options);
      return {
        executor: async (request) => {
          const executor = executors.get(request.schema);
          if (executor === undefined) throw new Error('the operation was validated against an unknown schema');
          // The server is built with this context type; the gateway's interface cannot say so.
          return executionResultOf(await executor({ ...request, context: request.context as GatewayContext }));
        },
      };
    },
  };
}
