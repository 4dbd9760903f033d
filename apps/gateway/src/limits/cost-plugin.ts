import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type FragmentDefinitionNode } from 'graphql';
import { gatewayError } from '../errors/gateway-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { Allowances } from './allowances.ts';
import type { FieldCosts } from './list-sizes.ts';
import { operationCost } from './operation-cost.ts';
import { rootCalls } from './root-calls.ts';

export interface CostLimits {
  readonly costs: FieldCosts;
  readonly maxPage: number;
  /** Of one free query. */
  readonly budget: number;
  readonly allowances: Allowances;
}

/** Refuses an operation that asks for too long a page, and a free query that is over budget, after validation and before planning; then counts it. */
export const costPlugin = ({ costs, maxPage, budget, allowances }: CostLimits): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      if (operation === undefined) throw gatewayError('OPERATION_NOT_FOUND');
      const fragments = new Map<string, FragmentDefinitionNode>();
      for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      // Defaults stand in the operation, not in the request.
      const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : []);
      const variables = { ...Object.fromEntries(defaults), ...request.variables };
      const cost = operationCost({ schema, costs, maxPage, operation, fragments, variables });
      const { caller, document: trusted } = contextValue;
      if (trusted === undefined && cost > budget) throw gatewayError('QUERY_TOO_COSTLY', { actual: cost, limit: budget });
      const refused = allowances.call(caller, rootCalls(operation, fragments)) ?? (trusted === undefined ? allowances.spend(caller, cost) : undefined);
      if (refused !== undefined) throw gatewayError('RATE_LIMITED', refused);
    },
  }),
});
