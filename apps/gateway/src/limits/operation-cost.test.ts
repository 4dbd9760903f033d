import { Kind, buildSchema, parse, type FragmentDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { fieldCosts } from './list-sizes.ts';
import { operationCost } from './operation-cost.ts';

const DIRECTIVES = `
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
directive @cost(weight: Int!) on FIELD_DEFINITION
`;
const SDL = `${DIRECTIVES}
type Query {
  task: Task
  tasks(first: Int, after: String): TaskConnection @listSize(slicingArguments: ["first"], assumedSize: 20, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
  bare: [Task]
  verify: Task @cost(weight: 50)
}
type Mutation { save: Task }
type TaskConnection { edges: [TaskEdge!]! nodes: [Task!]! totalCount: Int }
type TaskEdge { node: Task }
type Task { id: ID name: String items(first: Int = 10): [Task!] @listSize(slicingArguments: ["first"]) actions: [String!] @listSize(assumedSize: 10) strata: [Stratum!] @listSize(assumedSize: 5) }
type Stratum { key: String }
`;

const schema = buildSchema(SDL);
const costs = fieldCosts(parse(SDL));

function cost(source: string, variables: Record<string, unknown> = {}): number {
  const { definitions } = parse(source);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const [operation] = definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node] : []));
  if (operation === undefined) throw new Error('no operation');
  return operationCost({ schema, costs, maxPage: 200, operation, fragments, variables });
}

it.each([
  ['an object counts 1, its own values nothing', '{ task { id name actions } }', 1],
  ['a mutation counts 10 more', 'mutation { save { id } }', 11],
  ['a list counts its page', '{ task { items(first: 7) { id } } }', 1 + 7],
  ['a list without a page counts its default', '{ task { items { id } } }', 1 + 10],
  ['a list of assumed size counts that', '{ task { strata { key } } }', 1 + 5],
  ['a list that nobody bounded counts the longest page', '{ bare { id } }', 200],
  ['the page of a connection counts for its nodes', '{ tasks(first: 3) { nodes { id } totalCount } }', 1 + 3],
  ['… and for its edges with their nodes', '{ tasks(first: 3) { edges { node { id } } } }', 1 + 3 * 2],
  ['… and is assumed where it is not asked for', '{ tasks { nodes { id } } }', 1 + 20],
  ['pages of pages multiply', '{ tasks(first: 4) { nodes { items(first: 5) { items(first: 6) { id } } } } }', 1 + 4 * (1 + 5 * (1 + 6))],
  ['a fragment counts where it stands', '{ tasks(first: 4) { ...page } task { ...t } } fragment page on TaskConnection { nodes { ...t } } fragment t on Task { items(first: 2) { id } }', 1 + 4 * (1 + 2) + 1 + 2],
  ['a weight is taken as stated', '{ verify { id } }', 50],
  ['aliases count each', '{ a: task { id } b: task { id } }', 2],
])('%s', (_what, source, expected) => {
  expect(cost(source)).toBe(expected);
});

it('reads pages from variables', () => {
  expect(cost('query ($n: Int) { task { items(first: $n) { id } } }', { n: 9 })).toBe(10);
  expect(cost('query ($n: Int) { task { items(first: $n) { id } } }')).toBe(11);
});

it.each([-1, 201, 1e9])('refuses a page of %d, wherever it stands', (n) => {
  for (const source of ['query ($n: Int) { tasks(first: $n) { nodes { id } } }', 'query ($n: Int) { task { ...f } } fragment f on Task { items(first: $n) { id } }']) {
    expect(() => cost(source, { n })).toThrow(/argument first/);
  }
});

it('stays quick on a fragment bomb', () => {
  const levels = Array.from({ length: 40 }, (_, i) => `fragment f${i} on Task { ...f${i + 1} ...f${i + 1} }`).join(' ');
  expect(cost(`{ task { ...f0 } } ${levels} fragment f40 on Task { items(first: 1) { id } }`)).toBe(1 + 2 ** 40);
});
