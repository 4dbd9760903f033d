import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner as ApolloPlanner, type PlanNode as ApolloNode, type QueryPlanSelectionNode } from '@apollo/query-planner';
import type { FetchNodePathSegment, FetchRewrite, FlattenNodePathSegment, PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { NativePlan } from './native-planner.ts';
import { subRequestRules } from './sub-request-rules.ts';

/** Plans the one operation of a document. */
export type Plan = (document: DocumentNode) => Promise<PlanNode>;

/**
 * The native planner is fifty times as fast and asks less. Where it finds no way, such as to some fields behind interface objects,
 * dies of the document, or writes a sub-request that no subgraph can take, the federation library plans; that is made ready when it
 * is first needed.
 */
export function planner(supergraphSdl: string, supergraph: GraphQLSchema, nativePlan: NativePlan): Plan {
  const areSound = subRequestRules(supergraph);
  let library: ((document: DocumentNode) => PlanNode | undefined) | undefined;

  return async (document) => {
    const found = await nativePlan(document);
    if (found !== undefined && areSound(found)) return found;
    library ??= libraryPlanner(supergraphSdl);
    const node = library(document);
    // The library plans nothing for what nobody can answer, as if that were an answer.
    if (node === undefined) throw new Error('no subgraphs can answer this operation together');
    return node;
  };
}

/** The federation library's planner, its plans in the native planner's words. */
export function libraryPlanner(supergraphSdl: string): (document: DocumentNode) => PlanNode | undefined {
  const supergraph = Supergraph.build(supergraphSdl);
  const library = new ApolloPlanner(supergraph);
  const schema = supergraph.apiSchema();
  return (document) => {
    const { node } = library.buildQueryPlan(operationFromDocument(schema, document, { validate: false }));
    if (node?.kind === 'Subscription') throw new Error('subscriptions are not carried');
    return node === undefined ? undefined : planNode(node);
  };
}

function planNode(node: ApolloNode): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map(planNode) };
    case 'Flatten':
      return { kind: 'Flatten', path: node.path.map(pathSegment), node: planNode(node.node) };
    case 'Condition':
      return { kind: 'Condition', condition: node.condition, ...(node.ifClause === undefined ? {} : { ifClause: planNode(node.ifClause) }), ...(node.elseClause === undefined ? {} : { elseClause: planNode(node.elseClause) }) };
    case 'Fetch':
      return {
        kind: 'Fetch', serviceName: node.serviceName, operation: node.operation, operationKind: node.operationKind, variableUsages: node.variableUsages ?? [],
        requires: (node.requires ?? []).flatMap(required), inputRewrites: (node.inputRewrites ?? []).map(rewrite), outputRewrites: (node.outputRewrites ?? []).map(rewrite),
      };
    case 'Defer':
      throw new Error('@defer is not carried');
  }
}

const pathSegment = (part: string | number): FlattenNodePathSegment => (part === '@' ? '@' : { Field: String(part) });

const TYPE_MARK = '... on ';
const rewriteSegment = (part: string): FetchNodePathSegment => (part.startsWith(TYPE_MARK) ? { TypenameEquals: [part.slice(TYPE_MARK.length)] } : { Key: part });

type ApolloRewrite = NonNullable<Extract<ApolloNode, { kind: 'Fetch' }>['inputRewrites']>[number];
function rewrite(listed: ApolloRewrite): FetchRewrite {
  const path = listed.path.map(rewriteSegment);
  return listed.kind === 'ValueSetter' ? { ValueSetter: { path, setValueTo: String(listed.setValueTo) } } : { KeyRenamer: { path, renameKeyTo: listed.renameKeyTo } };
}

function required(selection: QueryPlanSelectionNode): RequiresSelection[] {
  const selections = (selection.selections ?? []).flatMap(required);
  if (selection.kind === 'Field') return [{ kind: 'Field', name: selection.name, ...(selection.alias === undefined ? {} : { alias: selection.alias }), selections }];
  return selection.typeCondition === undefined ? selections : [{ kind: 'InlineFragment', typeCondition: selection.typeCondition, selections }];
}
