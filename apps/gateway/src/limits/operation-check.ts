import { Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { gatewayError } from '../errors/gateway-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { Allowances } from './allowances.ts';
import type { FieldCosts } from './list-sizes.ts';
import { operationCost } from './operation-cost.ts';
import { rootCalls } from './root-calls.ts';

export interface CheckedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly given: Readonly<Record<string, unknown>>;
}

export interface OperationLimits {
  readonly costsOf: (schema: GraphQLSchema) => FieldCosts;
  readonly maxPage: number;
  /** Of one free query. */
  readonly budget: number;
  readonly allowances: Allowances;
}

export type CheckOperation = (checked: CheckedOperation, context: GatewayContext) => void;

/** What a check reads of the document alone. */
interface Facts {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Defaults stand in the operation, not in the request. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly calls: readonly string[];
}

function factsOf({ document, operation }: CheckedOperation): Facts {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : []));
  return { fragments, defaults: Object.fromEntries(defaults), calls: rootCalls(operation, fragments) };
}

/**
 * Throws when an operation asks for too long a page, when a free query is over budget, or when its caller has used up an allowance;
 * otherwise counts it. Holds after validation and before planning.
 */
export function operationCheck({ costsOf, maxPage, budget, allowances }: OperationLimits): CheckOperation {
  const known = new WeakMap<OperationDefinitionNode, Facts>();
  return (checked, { caller, document: trusted }) => {
    const { schema, operation, given } = checked;
    const facts = known.get(operation) ?? factsOf(checked);
    known.set(operation, facts);
    const cost = operationCost({ schema, costs: costsOf(schema), maxPage, operation, fragments: facts.fragments, variables: { ...facts.defaults, ...given } });
    if (trusted === undefined && cost > budget) throw gatewayError('QUERY_TOO_COSTLY', { actual: cost, limit: budget });
    const refused = allowances.call(caller, facts.calls) ?? (trusted === undefined ? allowances.spend(caller, cost) : undefined);
    if (refused !== undefined) throw gatewayError('RATE_LIMITED', refused);
  };
}
