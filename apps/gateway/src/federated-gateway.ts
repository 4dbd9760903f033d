import type { ApolloServer } from '@apollo/server';
import { executionResultOf } from './execution/operation-executor.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { Supergraphs } from './supergraph/supergraphs.ts';

type FederatedGateway = NonNullable<ConstructorParameters<typeof ApolloServer<GatewayContext>>[0]['gateway']>;

/** What the GraphQL pipeline asks of a gateway: the schema in use, news of the next one, and answers. */
export function federatedGateway(supergraphs: Supergraphs): FederatedGateway {
  const tell: Parameters<FederatedGateway['onSchemaLoadOrUpdate']>[0][] = [];
  const stopListening = supergraphs.whenTaken(({ apiSchema, sdl }) => tell.forEach((callback) => callback({ apiSchema, coreSupergraphSdl: sdl })));
  return {
    onSchemaLoadOrUpdate(callback) {
      tell.push(callback);
      return () => void tell.splice(tell.indexOf(callback), 1);
    },
    stop: async () => void stopListening(),
    async load() {
      const { apiSchema, sdl } = supergraphs.inUse();
      tell.forEach((callback) => callback({ apiSchema, coreSupergraphSdl: sdl }));
      return {
        // The server is built with this context type; the gateway's interface cannot say so.
        executor: async (request) => executionResultOf(await supergraphs.of(request.schema).execute({ ...request, context: request.context as GatewayContext })),
      };
    },
  };
}
