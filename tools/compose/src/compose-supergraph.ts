import { composeServices } from '@apollo/composition';
import type { GraphQLSchema } from 'graphql';
import { accessDeclared } from './lint/access-declared.ts';
import { boundedLists } from './lint/bounded-lists.ts';
import type { CompositionRule, Finding } from './lint/finding.ts';
import { foreignEntitiesNullable } from './lint/foreign-entities-nullable.ts';
import { keptIsPublic } from './lint/kept-is-public.ts';
import { mutationsInOneService } from './lint/mutations-in-one-service.ts';
import { nullableAcrossServices } from './lint/nullable-across-services.ts';
import { requiresWithoutArguments } from './lint/requires-without-arguments.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

const RULES: readonly CompositionRule[] = [nullableAcrossServices, foreignEntitiesNullable, boundedLists, accessDeclared, keptIsPublic, requiresWithoutArguments, mutationsInOneService];

/** The supergraph, or why there is none. */
export interface Composition {
  readonly supergraphSdl: string | undefined;
  /** Makes what clients see of it. */
  readonly apiSchema: (() => GraphQLSchema) | undefined;
  readonly errors: readonly string[];
  readonly findings: readonly Finding[];
}

/** Addresses are deployment's affair: the supergraph names each service, and the gateway knows where it is. */
const addressOf = (service: string): string => `http://${service}.sortition.invalid/graphql`;

export function composeSupergraph(subgraphs: readonly SubgraphDocument[]): Composition {
  const findings = RULES.flatMap((rule) => rule(subgraphs));
  const { schema, supergraphSdl, errors } = composeServices(subgraphs.map(({ name, document }) => ({ name, url: addressOf(name), typeDefs: document })));
  return {
    supergraphSdl: supergraphSdl === undefined ? undefined : `${supergraphSdl.trimEnd()}\n`,
    apiSchema: schema === undefined ? undefined : () => schema.toAPISchema().toGraphQLJSSchema(),
    errors: (errors ?? []).map((error) => error.message),
    findings,
  };
}
