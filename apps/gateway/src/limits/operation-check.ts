import { Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode, type TypeNode } from 'graphql';
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
  /** Only whole numbers can be lengths of pages, so nothing else of the variables changes the cost. */
  readonly numbers: readonly string[];
  readonly costs: Map<string, number>;
}

/** Costs of one operation that are remembered, one for each choice of pages. */
const MAX_COSTS = 100;

function factsOf({ document, operation }: CheckedOperation): Facts {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const variables = operation.variableDefinitions ?? [];
  const defaults = variables.flatMap(({ variable, defaultValue }) => (defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : []));
  const numbers = variables.flatMap(({ variable, type }) => (nameOf(type) === 'Int' ? [variable.name.value] : []));
  return { fragments, defaults: Object.fromEntries(defaults), calls: rootCalls(operation, fragments), numbers, costs: new Map() };
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

function costOf({ schema, operation, given }: CheckedOperation, { fragments, defaults, numbers, costs }: Facts, limits: OperationLimits): number {
  // as JSON, which tells the text "5" from the number 5: a text is no length, and will be refused as a variable
  const key = numbers.map((name) => JSON.stringify(given[name] ?? defaults[name])).join();
  const known = costs.get(key);
  if (known !== undefined) return known;
  const cost = operationCost({ schema, costs: limits.costsOf(schema), maxPage: limits.maxPage, operation, fragments, variables: { ...defaults, ...given } });
  if (costs.size < MAX_COSTS) costs.set(key, cost);
  return cost;
}

/**
 * Throws when an operation asks for too long a page, when a free query is over budget, or when its caller has used up an allowance;
 * otherwise counts it. Holds after validation and before planning.
 */
export function operationCheck(limits: OperationLimits): CheckOperation {
  const { budget, allowances } = limits;
  const bySchema = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, Facts>>();

  function factsFor(checked: CheckedOperation): Facts {
    const known = bySchema.get(checked.schema) ?? new WeakMap<OperationDefinitionNode, Facts>();
    bySchema.set(checked.schema, known);
    const facts = known.get(checked.operation) ?? factsOf(checked);
    known.set(checked.operation, facts);
    return facts;
  }

  return (checked, { caller, document: trusted }) => {
    const facts = factsFor(checked);
    const cost = costOf(checked, facts, limits);
    if (trusted === undefined && cost > budget) throw gatewayError('QUERY_TOO_COSTLY', { actual: cost, limit: budget });
    const refused = allowances.call(caller, facts.calls) ?? (trusted === undefined ? allowances.spend(caller, cost) : undefined);
    if (refused !== undefined) throw gatewayError('RATE_LIMITED', refused);
  };
}
