import type { ApolloServerPlugin } from '@apollo/server';
import { gatewayError } from '../errors/gateway-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { CheckOperation } from './operation-check.ts';

/** Has every operation of the GraphQL pipeline checked before it is planned. */
export const checkPlugin = (check: CheckOperation): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      if (operation === undefined) throw gatewayError('OPERATION_NOT_FOUND');
      check({ schema, document, operation, given: request.variables ?? {} }, contextValue);
    },
  }),
});
