import { parse } from 'graphql';
import type { SubgraphDocument } from '../src/subgraph-document.ts';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@composeDirective", "@listSize"])
  @link(url: "https://sortition.dev/auth/v1.0", import: ["@auth", "@public"])
  @link(url: "https://sortition.dev/caching/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@auth")
  @composeDirective(name: "@public")
  @composeDirective(name: "@cacheControl")
directive @auth(roles: [String!], relation: String) on FIELD_DEFINITION | OBJECT
directive @public on FIELD_DEFINITION | OBJECT
directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
enum CacheControlScope { PUBLIC PRIVATE }
`;

export const subgraph = (name: string, sdl: string): SubgraphDocument => ({ name, document: parse(LINK + sdl) });

export const REGISTRY = `
type InspectionObject @key(fields: "id") @auth { id: ID! name: String! kind: String! tags: [String!]! @listSize(assumedSize: 20) }
type ObjectConnection @auth { edges: [ObjectEdge!]! nodes: [InspectionObject!]! }
type ObjectEdge @auth { cursor: String! node: InspectionObject! }
type Query { objects(first: Int, after: String): ObjectConnection @auth @listSize(slicingArguments: ["first"], assumedSize: 20, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false) }
type Mutation { saveObject(name: String!): InspectionObject @auth(roles: ["DIRECTORY_MANAGER"]) }
`;

export const INSPECTION = `
type InspectionObject @key(fields: "id") @auth { id: ID! visits(first: Int = 20): [Visit!] @listSize(slicingArguments: ["first"]) }
type Visit @auth { day: String! }
type Query { visit(id: ID!): Visit @auth }
`;
