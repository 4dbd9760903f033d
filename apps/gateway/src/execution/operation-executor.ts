import { execute, getVariableValues, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { fieldError } from '../errors/gateway-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { withTypesWhereNothingIsAsked } from './asked-of-nothing.ts';
import { askedPlaces, type IsAsked } from './asked-places.ts';
import { gatheredKeys } from './client-keys.ts';
import { fieldCollector } from './collect-fields.ts';
import { compilePlan } from './compile-plan.ts';
import type { Execution, Step } from './execution.ts';
import { clientError, toldOnce } from './field-errors.ts';
import type { NativePlan } from './native-planner.ts';
import { plannedDocument } from './planned-document.ts';
import { planner } from './planner.ts';
import { projection, type Project } from './projection.ts';
import { conditionVariables, operationOf, settledDocument } from './settled-document.ts';
import type { PrepareSubRequest } from './sub-request.ts';
import { typeConditions } from './type-conditions.ts';

export interface AskedOperation {
  /** Stands for the document in the cache of what has been compiled. */
  readonly queryHash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** An operation as the GraphQL pipeline hands it over: parsed and valid. */
export interface OperationRequest extends AskedOperation {
  readonly request: { readonly variables?: Readonly<Record<string, unknown>> };
  readonly context: GatewayContext;
}

export interface OperationResult {
  /** As JSON; undefined when the variables do not fit, and nothing was asked. */
  readonly data: string | undefined;
  readonly errors: readonly GraphQLError[];
}

/** The result as the GraphQL pipeline takes it. */
export const executionResultOf = ({ data, errors }: OperationResult): ExecutionResult => ({ ...(data === undefined ? {} : { data: JSON.parse(data) }), ...(errors.length === 0 ? {} : { errors }) });

export interface OperationExecutor {
  (request: OperationRequest): Promise<OperationResult>;
  /** Plans and compiles a valid operation before anybody asks for it, as it reads with these variables. */
  readonly ready: (asked: AskedOperation, variables: Variables) => Promise<void>;
}

interface CompiledOperation {
  readonly run: Step | undefined;
  readonly introspection: DocumentNode | undefined;
  readonly project: Project;
  readonly isAsked: IsAsked;
}

type Variables = Readonly<Record<string, unknown>>;

/** A large operation takes some hundred kilobytes when it is compiled. */
const MAX_REMEMBERED = 500;

/** Makes a value once. What is used goes to the end of the map, and what has not been used for longest is dropped first. */
function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) {
    if (known.size <= MAX_REMEMBERED) break;
    known.delete(oldest);
  }
  return value;
}

/** A supergraph and what it shows to clients. */
export interface ExecutedSupergraph {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly apiSchema: GraphQLSchema;
}

/** Plans an operation once, compiles the plan and the shape of the response once, and then only runs them. */
export function operationExecutor({ sdl, schema: supergraph, apiSchema }: ExecutedSupergraph, prepare: PrepareSubRequest, nativePlan: NativePlan): OperationExecutor {
  const plan = planner(sdl, supergraph, nativePlan);
  const tools = { conditions: typeConditions(supergraph), prepare };
  const shown = typeConditions(apiSchema);
  const compiled = new Map<string, Promise<CompiledOperation>>();
  const conditionsOf = new Map<string, readonly string[]>();

  async function compile({ document, operation }: AskedOperation, variables: Variables): Promise<CompiledOperation> {
    const settled = settledDocument(document, operation, variables);
    const gatheredKey = gatheredKeys(settled, apiSchema);
    const collect = fieldCollector(settled, shown, gatheredKey);
    const { document: asked, introspection, clientName } = plannedDocument(withTypesWhereNothingIsAsked(settled, apiSchema, shown, collect), gatheredKey);
    const node = asked === undefined ? undefined : await plan(asked);
    const root = apiSchema.getRootType(operation.operation);
    if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`);
    const asking = { schema: apiSchema, supergraph, conditions: shown, collect };
    const selections = [operationOf(settled).selectionSet];
    return {
      run: node === undefined ? undefined : compilePlan(node, { ...tools, clientName }),
      introspection,
      project: projection(asking, root, selections),
      isAsked: askedPlaces(asking, root, selections),
    };
  }

  /** An operation reads differently with each outcome of its conditions, and is planned as it reads. */
  function compiledFor(request: AskedOperation, variables: Variables): Promise<CompiledOperation> {
    const conditions = remembered(conditionsOf, request.queryHash, () => conditionVariables(request.document));
    const outcome = conditions.map((name) => (variables[name] === true ? '+' : '-')).join('');
    const key = `${request.queryHash} ${request.operation.name?.value ?? ''} ${outcome}`;
    return remembered(compiled, key, () => {
      const fresh = compile(request, variables);
      fresh.catch(() => compiled.delete(key));
      return fresh;
    });
  }

  async function answer(request: OperationRequest): Promise<OperationResult> {
    const given = request.request.variables ?? {};
    const { coerced, errors: unfit } = getVariableValues(apiSchema, request.operation.variableDefinitions ?? [], given);
    if (unfit !== undefined) return { data: undefined, errors: unfit };
    const { run, introspection, ...shape } = await compiledFor(request, coerced);
    const execution: Execution = { context: request.context, given, variables: coerced, data: {}, errors: [] };
    await run?.(execution);
    if (introspection !== undefined) {
      const known = await execute({ schema: apiSchema, document: introspection, variableValues: given });
      Object.assign(execution.data, known.data);
    }
    return response(execution, shape);
  }

  return Object.assign(answer, { ready: async (asked: AskedOperation, variables: Variables) => void await compiledFor(asked, variables) });
}

function response({ data, errors: all }: Execution, { project, isAsked }: Pick<CompiledOperation, 'project' | 'isAsked'>): OperationResult {
  const errors = all.filter(({ path }) => path === undefined || isAsked(data, path)).map(clientError);
  let fits = true;
  const projected = project(data, { trail: undefined, misfit: () => { fits = false; } });
  if (!fits) {
    // Somebody's error already tells of a null that has spread; a value that is not the schema's is told in any case.
    const explained = errors.length > 0;
    project(data, {
      trail: [],
      misfit: (kind, path) => {
        if (kind === 'wrong value' || !explained) errors.push(fieldError('INTERNAL', path));
      },
    });
  }
  return { data: projected, errors: errors.length < 2 ? errors : toldOnce(errors) };
}
