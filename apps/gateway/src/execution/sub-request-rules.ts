import type { FetchRewrite, PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner';
import {
  FieldsOnCorrectTypeRule, OverlappingFieldsCanBeMergedRule, ScalarLeafsRule, UniqueVariableNamesRule,
  extendSchema, isObjectType, parse, validate, type GraphQLSchema,
} from 'graphql';

const RULES = [FieldsOnCorrectTypeRule, OverlappingFieldsCanBeMergedRule, ScalarLeafsRule, UniqueVariableNamesRule];

interface EntityDemand {
  readonly requires?: readonly RequiresSelection[] | null;
  readonly inputRewrites?: readonly FetchRewrite[] | null;
}

/**
 * Whether a fetch asks of some types what an interface object has. The native planner takes such fetches for one when they ask the
 * same of different types, and forgets all types but one.
 */
function mayForgetTypes({ requires, inputRewrites }: EntityDemand): boolean {
  const renamed = (inputRewrites ?? []).flatMap((rewrite) => ('KeyRenamer' in rewrite ? [] : ['ValueSetter' in rewrite ? rewrite.ValueSetter.setValueTo : rewrite.setValueTo]));
  return renamed.length > 0 && (requires ?? []).some((selection) => selection.kind === 'InlineFragment' && !renamed.includes(selection.typeCondition));
}

/** Tells whether subgraphs will take a plan's sub-requests for GraphQL at all. Found out once here, not on every request there. */
export function subRequestRules(supergraph: GraphQLSchema): (plan: PlanNode) => boolean {
  const roots = ['query', 'mutation'].map((root) => (root === 'query' ? supergraph.getQueryType() : supergraph.getMutationType())?.name);
  const entities = Object.values(supergraph.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type.name));
  const query = supergraph.getQueryType()?.name ?? 'Query';
  const asSubgraph = extendSchema(supergraph, parse(`scalar _Any union _Entity = ${entities.map(({ name }) => name).join(' | ')} extend type ${query} { _entities(representations: [_Any!]!): [_Entity]! }`), { assumeValid: true });

  const isSound = (operation: string): boolean => validate(asSubgraph, parse(operation, { noLocation: true }), RULES, { maxErrors: 1 }).length === 0;
  return function areSound(node): boolean {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        return node.nodes.every(areSound);
      case 'Flatten':
        return areSound(node.node);
      case 'Condition':
        return [node.ifClause, node.elseClause].every((branch) => !branch || areSound(branch));
      case 'Fetch':
        return isSound(node.operation) && !mayForgetTypes(node);
      case 'BatchFetch':
        return isSound(node.operation) && !node.entityBatch.aliases.some(mayForgetTypes);
      case 'Subscription':
      case 'Defer':
        return false;
    }
  };
}
