import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { ANONYMOUS } from '@sortition/service-kit/identity';
import { Kind, buildSchema, execute, parse, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { NativePlanner } from '../../src/execution/native-planner.ts';
import { executionResultOf, operationExecutor } from '../../src/execution/operation-executor.ts';
import type { SubgraphAnswer } from '../../src/subgraphs/subgraph-answer.ts';

export interface LocalSubgraph {
  readonly sdl: string;
  readonly resolvers?: GraphQLResolverMap<unknown>;
}

export interface Asked {
  readonly service: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** What both executors answer with, in the plain form that a client would read. */
export interface PlainResult {
  readonly data?: unknown;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

export interface LocalSupergraph {
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  /** Sub-requests of the last operation. */
  readonly asked: Asked[];
  /** By this project's executor. */
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<PlainResult>;
  /** By the executor that comes with @apollo/gateway. */
  readonly askStock: (query: string, variables?: Record<string, unknown>) => Promise<PlainResult>;
  /** By this project's executor, for a client who leaves while the sub-request of this number is on its way. */
  readonly askAndLeave: (query: string, variables: Record<string, unknown>, during: number) => Promise<PlainResult>;
}

export interface LocalOptions {
  /** May change an answer on its way, as a broken or hostile subgraph would. */
  readonly tamper?: (asked: Asked, answer: SubgraphAnswer) => SubgraphAnswer;
}

/** The subgraphs do not fit together. */
export class NotComposable extends Error {}

const CANCELLED: SubgraphAnswer = { data: null, errors: [{ message: 'the client has gone' }] };
const TRACE = { id: '0'.repeat(32), flags: '00' };

const planner = new NativePlanner(() => undefined);

/** Drops what only exists inside a process, such as prototypes and undefined. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Composes subgraphs for real and runs them in this process. */
export function localSupergraph(subgraphs: Readonly<Record<string, LocalSubgraph>>, { tamper }: LocalOptions = {}): LocalSupergraph {
  const composed = composeServices(Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) })));
  const { supergraphSdl } = composed;
  if (supergraphSdl === undefined) throw new NotComposable(composed.errors.map(String).join('\n'));
  const schemas = new Map(Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => [name, buildSubgraphSchema({ typeDefs: parse(sdl), ...(resolvers === undefined ? {} : { resolvers }) })]));
  const asked: Asked[] = [];

  async function answer(service: string, query: string, variables: Record<string, unknown>): Promise<SubgraphAnswer> {
    const request: Asked = { service, query, variables: plain(variables) };
    asked.push(request);
    const schema = schemas.get(service);
    if (schema === undefined) throw new Error(`no subgraph ${service}`);
    const result = plain(await resultOf(schema, query, variables));
    return tamper === undefined ? result : tamper(request, result);
  }

  const schema = Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema();
  const whole = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });
  let leave = (): void => undefined;
  // As the real transport does: what is on its way is given up, and nothing more is sent.
  const executor = operationExecutor({ sdl: supergraphSdl, schema: whole, apiSchema: schema }, (service, { query }) => async (variables, { signal }) => {
    if (signal.aborted) return CANCELLED;
    const answering = answer(service, query, JSON.parse(variables));
    leave();
    const answered = await answering;
    return signal.aborted ? CANCELLED : answered;
  }, planner.on(supergraphSdl));

  let stock: ReturnType<typeof loadStock> | undefined;
  async function loadStock() {
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const gateway = new ApolloGateway({
      supergraphSdl,
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      buildService: ({ name }) => ({ process: async ({ request }) => plain({ ...await answer(name, request.query ?? '', request.variables ?? {}) }) }),
    });
    const { executor: stockExecutor } = await gateway.load({ apollo: {} });
    await gateway.stop();
    if (stockExecutor === null) throw new Error('the supergraph was not loaded');
    return stockExecutor;
  }

  type Run = (request: ReturnType<typeof requestOf>) => Promise<ExecutionResult>;
  const asking = (run: Run) => async (query: string, variables: Record<string, unknown> = {}): Promise<PlainResult> => {
    asked.length = 0;
    const document = parse(query);
    const invalid = validate(schema, document);
    const { data, errors } = invalid.length > 0 ? { data: undefined, errors: invalid } : await run(requestOf(document, query, variables, schema));
    return plain({ data, errors: (errors ?? []).map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })) });
  };
  const contextWith = (signal: AbortSignal) => ({ caller: 'test', document: undefined, identity: ANONYMOUS, trace: TRACE, signal, deadline: Number.MAX_SAFE_INTEGER });
  const context = contextWith(new AbortController().signal);
  return {
    schema, supergraphSdl, asked,
    ask: asking(async (request) => executionResultOf(await executor({ ...request, context }))),
    askAndLeave: (query, variables, during) => asking(async (request) => {
      const client = new AbortController();
      leave = () => { if (asked.length === during) client.abort(); };
      try {
        return executionResultOf(await executor({ ...request, context: contextWith(client.signal) }));
      } finally {
        leave = () => undefined;
      }
    })(query, variables),
    // The library asks for a whole server's request context and reads these parts of it.
    askStock: asking(async (request) => (await (stock ??= loadStock()))({ ...request, context } as never)),
  };
}

async function resultOf(schema: GraphQLSchema, query: string, variables: Record<string, unknown>): Promise<SubgraphAnswer> {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { errors: invalid.map(({ message }) => ({ message: `${message} in ${query}` })) };
  const { data, errors } = await execute({ schema, document, variableValues: variables });
  return plain({ ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors: errors.map(({ message, path }) => ({ message, ...(path === undefined ? {} : { path }) })) }) });
}

function requestOf(document: DocumentNode, source: string, variables: Record<string, unknown>, schema: GraphQLSchema) {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return { queryHash: source, source, document, operation, operationName: null, schema, metrics: {}, request: { query: source, variables } };
}
