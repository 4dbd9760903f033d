import { buildASTSchema, execute, getVariableValues, GraphQLError, parse, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { fieldError } from '../errors/gateway-error.ts';
import type { GatewayContext } from '../gateway-context.ts';
import type { JsonObject } from '../json-object.ts';
import { fieldCollector } from './collect-fields.ts';
import { compilePlan } from './compile-plan.ts';
import type { Execution, Step } from './execution.ts';
import { plannedDocument } from './planned-document.ts';
import { planner, type Plan } from './planner.ts';
import { projection, type Project } from './projection.ts';
import type { PrepareSubRequest } from './sub-request.ts';
import { typeConditions } from './type-conditions.ts';

/** An operation as the GraphQL pipeline hands it over: parsed and valid. */
export interface OperationRequest {
  /** Stands for the document in the cache of what has been compiled. */
  readonly queryHash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly request: { readonly variables?: Readonly<Record<string, unknown>> };
  readonly context: GatewayContext;
}

export interface OperationResult {
  readonly data?: JsonObject | null;
  readonly errors?: readonly GraphQLError[];
}

export type OperationExecutor = (request: OperationRequest) => Promise<OperationResult>;

interface CompiledOperation {
  readonly run: Step | undefined;
  readonly introspection: DocumentNode | undefined;
  readonly project: Project;
}

const MAX_COMPILED = 2_000;

/** Plans an operation once, compiles the plan and the shape of the response once, and then only runs them. */
export function operationExecutor(supergraphSdl: string, apiSchema: GraphQLSchema, prepare: PrepareSubRequest, plan: Plan = planner(supergraphSdl)): OperationExecutor {
  const supergraph = buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
  const tools = { conditions: typeConditions(supergraph), prepare };
  const shown = typeConditions(apiSchema);
  const compiled = new Map<string, Promise<CompiledOperation>>();

  async function compile({ document, operation }: OperationRequest): Promise<CompiledOperation> {
    const { document: asked, introspection, clientName } = plannedDocument(document, operation);
    const node = asked === undefined ? undefined : await plan(asked);
    const root = apiSchema.getRootType(operation.operation);
    if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`);
    return {
      run: node === undefined ? undefined : compilePlan(node, { ...tools, clientName }),
      introspection,
      project: projection({ schema: apiSchema, supergraph, conditions: shown, collect: fieldCollector(document, shown) }, root, [{ set: operation.selectionSet, conditions: [] }]),
    };
  }

  function compiledFor(request: OperationRequest): Promise<CompiledOperation> {
    const key = `${request.queryHash} ${request.operation.name?.value ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) {
      // The map keeps its order: what is used goes to the end, what is not is dropped first.
      compiled.delete(key);
      compiled.set(key, known);
      return known;
    }
    const fresh = compile(request);
    compiled.set(key, fresh);
    fresh.catch(() => compiled.delete(key));
    for (const oldest of compiled.keys()) {
      if (compiled.size <= MAX_COMPILED) break;
      compiled.delete(oldest);
    }
    return fresh;
  }

  return async (request) => {
    const given = request.request.variables ?? {};
    const { coerced, errors: unfit } = getVariableValues(apiSchema, request.operation.variableDefinitions ?? [], given);
    if (unfit !== undefined) return { errors: unfit };
    const { run, introspection, project } = await compiledFor(request);
    const execution: Execution = { context: request.context, given, variables: coerced, data: {}, errors: [] };
    await run?.(execution);
    if (introspection !== undefined) {
      const known = await execute({ schema: apiSchema, document: introspection, variableValues: given });
      Object.assign(execution.data, known.data);
    }
    return response(execution, project);
  };
}

function response({ data, errors, variables }: Execution, project: Project): OperationResult {
  let fits = true;
  const projected = project(data, { variables, trail: undefined, misfit: () => { fits = false; } });
  if (!fits) {
    // Somebody's error already tells of a null that has spread; a value that is not the schema's is told in any case.
    const explained = errors.length > 0;
    project(data, {
      variables, trail: [],
      misfit: (kind, path) => {
        if (kind === 'wrong value' || !explained) errors.push(fieldError('INTERNAL', path));
      },
    });
  }
  return errors.length === 0 ? { data: projected } : { data: projected, errors };
}
