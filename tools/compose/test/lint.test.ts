import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../src/compose-supergraph.ts';
import { INSPECTION, REGISTRY, subgraph } from './fixtures.ts';

function findingsOf(registry: string, inspection = INSPECTION): string[] {
  const { findings } = composeSupergraph([subgraph('registry', registry), subgraph('inspection', inspection)]);
  return findings.map(({ rule, service, where }) => `${rule} ${service} ${where}`);
}

const plant = (sdl: string, from: string, to: string): string => {
  expect(sdl).toContain(from);
  return sdl.replace(from, to);
};

it('finds nothing in a schema that keeps the rules', () => {
  const { supergraphSdl, errors, findings } = composeSupergraph([subgraph('registry', REGISTRY), subgraph('inspection', INSPECTION)]);
  expect(errors).toEqual([]);
  expect(findings).toEqual([]);
  expect(supergraphSdl).toContain('@auth(roles: ["DIRECTORY_MANAGER"])');
  expect(supergraphSdl).toContain('@listSize(slicingArguments: ["first"]');
  expect(supergraphSdl).toContain('http://registry.sortition.invalid/graphql');
});

describe('nullable-across-services', () => {
  it('refuses a non-null root field', () => {
    expect(findingsOf(plant(REGISTRY, '): ObjectConnection', '): ObjectConnection!'))).toEqual(['nullable-across-services registry Query.objects']);
  });

  it('refuses a non-null field that another service contributes, and only that', () => {
    expect(findingsOf(REGISTRY, plant(INSPECTION, '): [Visit!]', '): [Visit!]!'))).toEqual(['nullable-across-services inspection InspectionObject.visits']);
  });

  it('knows a contributor by `extend type`, however much it adds', () => {
    const generous = 'extend type InspectionObject @key(fields: "id") @auth { a: String! b: String c: String d: String e: String }';
    expect(findingsOf(REGISTRY, generous)).toEqual(['nullable-across-services inspection InspectionObject.a']);
  });

  it('holds every part of an entity that several services own alike', () => {
    const part = (field: string) => `type AuditTrail @key(fields: "id") @auth { id: ID! } extend type AuditTrail { ${field} }`;
    expect(findingsOf(part('registry: String!'), part('inspection: String'))).toEqual(['nullable-across-services registry AuditTrail.registry']);
  });

  it('leaves a stub alone: it contributes nothing', () => {
    expect(findingsOf(REGISTRY, 'type InspectionObject @key(fields: "id", resolvable: false) @auth { id: ID! } type Query { object: InspectionObject @auth }')).toEqual([]);
  });
});

describe('foreign-entities-nullable', () => {
  it.each([
    ['a record', 'object: InspectionObject', 'object: InspectionObject!', 'Visit.object'],
    ['a list of records', 'others: [InspectionObject!]', 'others: [InspectionObject!]!', 'Visit.others'],
  ])('refuses to require %s of another service', (_what, from, to, where) => {
    const pointing = `${INSPECTION} extend type Visit { object: InspectionObject others: [InspectionObject!] @listSize(assumedSize: 5) }`;
    expect(findingsOf(REGISTRY, pointing)).toEqual([]);
    expect(findingsOf(REGISTRY, plant(pointing, from, to))).toEqual([`foreign-entities-nullable inspection ${where}`]);
  });
});

describe('bounded-lists', () => {
  it.each([
    ['a bare list', 'tags: [String!]! @listSize(assumedSize: 20)', 'tags: [String!]!', 'InspectionObject.tags'],
    ['a @listSize that states no size', '@listSize(assumedSize: 20)', '@listSize(sizedFields: ["x"])', 'InspectionObject.tags'],
    ['a slicing argument that is not there', 'objects(first: Int, after: String)', 'objects(after: String)', 'Query.objects'],
    ['a connection that cannot be paged', 'slicingArguments: ["first"], assumedSize: 20,', 'assumedSize: 20,', 'Query.objects'],
  ])('refuses %s', (_fault, from, to, where) => {
    expect(findingsOf(plant(REGISTRY, from, to))).toEqual([`bounded-lists registry ${where}`]);
  });
});

describe('access-declared', () => {
  it('refuses a root field without a rule of its own', () => {
    expect(findingsOf(REGISTRY, plant(INSPECTION, 'visit(id: ID!): Visit @auth', 'visit(id: ID!): Visit'))).toEqual(['access-declared inspection Query.visit']);
  });

  it('does not let the root type speak for its fields', () => {
    expect(findingsOf(REGISTRY, plant(plant(INSPECTION, 'type Query {', 'type Query @public {'), 'Visit @auth }', 'Visit }'))).toEqual(['access-declared inspection Query.visit']);
  });

  it('refuses a field that neither itself nor its type covers', () => {
    expect(findingsOf(REGISTRY, plant(INSPECTION, 'type Visit @auth {', 'type Visit {'))).toEqual(['access-declared inspection Visit.day']);
  });

  it('accepts a rule on the field alone', () => {
    expect(findingsOf(REGISTRY, plant(INSPECTION, 'type Visit @auth { day: String! }', 'type Visit { day: String! @public }'))).toEqual([]);
  });

  it('refuses a contradiction', () => {
    expect(findingsOf(REGISTRY, plant(INSPECTION, 'Visit @auth { day: String! }', 'Visit { day: String! @public @auth }'))).toEqual(['access-declared inspection Visit.day']);
  });
});

it('refuses @requires on a field with arguments', () => {
  const requiring = (parameters: string) => `type InspectionObject @key(fields: "id") @auth { id: ID! kind: String! @external risk${parameters}: String @requires(fields: "kind") }`;
  expect(findingsOf(REGISTRY, requiring(''))).toEqual([]);
  expect(findingsOf(REGISTRY, requiring('(year: Int)'))).toEqual(['requires-without-arguments inspection InspectionObject.risk']);
});

it('refuses a mutation with two homes', () => {
  const second = `${INSPECTION} type Mutation { saveObject(name: String!): Visit @auth @shareable }`;
  expect(findingsOf(REGISTRY, second)).toEqual(['mutations-in-one-service inspection Mutation.saveObject', 'mutations-in-one-service registry, inspection Mutation.saveObject']);
});

describe('kept-is-public', () => {
  const notice = (root: string, type: string, field: string) => `${INSPECTION} extend type Query { notice: Notice ${root} } type Notice ${type} { text: String ${field} }`;

  it('lets what is public be kept, and carries its age into the supergraph', () => {
    const kept = notice('@public @cacheControl(maxAge: 60)', '@public @cacheControl(inheritMaxAge: true)', '@cacheControl(maxAge: 5)');
    expect(findingsOf(REGISTRY, kept)).toEqual([]);
    expect(composeSupergraph([subgraph('registry', REGISTRY), subgraph('inspection', kept)]).supergraphSdl).toContain('@cacheControl(maxAge: 60)');
  });

  it.each([
    ['a root field for the signed-in', notice('@auth @cacheControl(maxAge: 60)', '@public', ''), 'Query.notice'],
    ['one that says PUBLIC itself', notice('@auth @cacheControl(maxAge: 60, scope: PUBLIC)', '@public', ''), 'Query.notice'],
    ['a type for the signed-in', notice('@public', '@auth @cacheControl(maxAge: 60)', ''), 'Notice'],
    ['a guarded field of a public type', notice('@public', '@public', '@auth @cacheControl(maxAge: 60)'), 'Notice.text'],
    ['a field of a type for the signed-in', notice('@public', '@auth', '@cacheControl(inheritMaxAge: true)'), 'Notice.text'],
  ])('refuses to keep %s', (_what, sdl, where) => {
    expect(findingsOf(REGISTRY, sdl)).toEqual([`kept-is-public inspection ${where}`]);
  });

  it('takes the type as all services see it', () => {
    const kept = notice('@public', '@public @shareable @cacheControl(maxAge: 60)', '');
    expect(findingsOf(`${REGISTRY} type Notice @auth @shareable { text: String }`, kept)).toEqual(['kept-is-public inspection Notice']);
  });

  it('has nothing against what is kept for its caller alone', () => {
    expect(findingsOf(REGISTRY, notice('@auth @cacheControl(maxAge: 60, scope: PRIVATE)', '@public', ''))).toEqual([]);
  });
});
